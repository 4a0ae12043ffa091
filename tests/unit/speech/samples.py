"""Business sentences that were not used to measure the rates, by espeak's tag and the project's language."""

from __future__ import annotations

SAMPLES: tuple[tuple[str, str, str], ...] = (
    (
        "en-us",
        "en",
        "Every month we publish a short report about sales, costs and plans. Read it before the meeting, please.",
    ),
    ("en-gb", "en-GB", "Our offices are open from nine to five, except on Friday, when we close at three."),
    (
        "de",
        "de",
        "Jeden Monat veröffentlichen wir einen kurzen Bericht über Umsatz, Kosten und Pläne. Bitte lesen Sie ihn vorher.",
    ),
    (
        "fr-fr",
        "fr",
        "Chaque mois, nous publions un court rapport sur les ventes, les coûts et les projets. Lisez-le avant la réunion.",
    ),
    (
        "es",
        "es",
        "Cada mes publicamos un breve informe sobre ventas, costes y planes. Por favor, léalo antes de la reunión.",
    ),
    (
        "it",
        "it",
        "Ogni mese pubblichiamo una breve relazione su vendite, costi e progetti. Leggetela prima della riunione.",
    ),
    (
        "pt-br",
        "pt-BR",
        "Todos os meses publicamos um pequeno relatório sobre vendas, custos e planos. Leia antes da reunião.",
    ),
    (
        "ru",
        "ru",
        "Каждый месяц мы публикуем краткий отчёт о продажах, расходах и планах. Прочитайте его перед встречей.",
    ),
    ("cmn", "zh", "我们每个月都会发布一份关于销售、成本和计划的简短报告。请在会议之前阅读。"),
    ("ko", "ko", "매달 매출과 비용, 계획에 대한 짧은 보고서를 발행합니다. 회의 전에 읽어 주세요."),
    ("ar", "ar", "ننشر كل شهر تقريرا قصيرا عن المبيعات والتكاليف والخطط. يرجى قراءته قبل الاجتماع."),
    (
        "ja",
        "ja",
        "わたしたちはまいつき、うりあげとけいかくについてみじかいほうこくをだしています。かいぎのまえによんでください。",
    ),
)
