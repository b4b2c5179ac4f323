"""Word table: words by which comments ask, by language. Small data, and said to be.

Collected for this library; a missing word makes a cue missed and never one found. Words of scripts
without spaces are looked for anywhere in a text, the others as words of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from influence._frozen_mapping import FrozenMapping

#: The day on which the lists were last read through.
WORDS_READ_ON = dt.date(2026, 11, 27)

#: Cue, then language, then words.
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = FrozenMapping(
    {
        "price": FrozenMapping(
            {
                "en": ("how much", "price", "cost", "costs", "discount", "code", "worth it", "$"),
                "es": ("cuánto", "cuanto cuesta", "precio", "descuento", "vale la pena"),
                "fr": ("combien", "prix", "ça coûte", "code promo", "réduction"),
                "de": ("wie viel", "wieviel", "preis", "kostet", "rabatt", "rabattcode"),
                "it": ("quanto costa", "quanto", "prezzo", "sconto"),
                "pt": ("quanto custa", "preço", "desconto", "cupom"),
                "nl": ("hoeveel", "prijs", "kost", "korting"),
                "pl": ("ile kosztuje", "cena", "rabat", "zniżka"),
                "sv": ("vad kostar", "pris", "rabatt"),
                "tr": ("kaç para", "ne kadar", "fiyat", "fiyat\u0131", "indirim"),
                "ja": ("いくら", "値段", "価格", "クーポン"),
                "ko": ("얼마", "가격", "할인"),
                "zh": ("多少钱", "价格", "多少錢", "优惠", "折扣"),
                "ar": ("كم السعر", "بكم", "السعر", "خصم"),
                "hi": ("कितने का", "कीमत", "दाम", "छूट"),
            }
        ),
        "availability": FrozenMapping(
            {
                "en": (
                    *("where can i", "where do i", "where to buy", "in stock", "sold out"),
                    *("available", "ship", "shipping", "deliver", "link please", "need this"),
                ),
                "es": ("dónde", "donde compro", "disponible", "envían", "envio", "agotado"),
                "fr": ("où acheter", "où trouver", "disponible", "livraison", "en stock"),
                "de": ("wo kann ich", "wo gibt", "verfügbar", "lieferbar", "ausverkauft"),
                "it": ("dove", "disponibile", "spedite", "esaurito"),
                "pt": ("onde compro", "onde", "disponível", "entrega", "esgotado"),
                "nl": ("waar kan ik", "waar koop", "leverbaar", "op voorraad", "uitverkocht"),
                "pl": ("gdzie kupić", "gdzie", "dostępne", "wysyłka"),
                "sv": ("var kan jag", "var köper", "i lager", "slutsåld"),
                "tr": ("nereden", "stokta", "kargo", "tükendi"),
                "ja": ("どこで", "在庫", "買え", "売り切れ"),
                "ko": ("어디서", "재고", "품절", "배송"),
                "zh": ("哪里买", "哪裡買", "有货", "有貨", "包邮"),
                "ar": ("وين", "من وين", "متوفر", "التوصيل"),
                "hi": ("कहाँ", "कहां मिलेगा", "उपलब्ध", "डिलीवरी"),
            }
        ),
        "results": FrozenMapping(
            {
                "en": (
                    *("does it work", "did it work", "does this work", "results", "how long did"),
                    *("really work", "any good", "side effects", "how long until"),
                ),
                "es": ("funciona", "resultados", "sirve de verdad"),
                "fr": ("ça marche", "efficace", "résultats", "résultat"),
                "de": ("funktioniert", "wirkt", "ergebnis", "ergebnisse"),
                "it": ("funziona", "risultati", "davvero efficace"),
                "pt": ("funciona", "resultado", "resultados"),
                "nl": ("werkt het", "werkt dit", "resultaat", "resultaten"),
                "pl": ("działa", "efekty", "rezultaty"),
                "sv": ("fungerar", "resultat"),
                "tr": ("işe yar\u0131yor", "işe yarar", "sonuç", "etkili"),
                "ja": ("効果", "効きますか", "結果"),
                "ko": ("효과", "결과"),
                "zh": ("有用吗", "效果", "有效"),
                "ar": ("يشتغل", "نتائج", "فعال", "نتيجة"),
                "hi": ("काम करता", "असर", "नतीजे"),
            }
        ),
    }
)
