"""What does Ehya say when a figure cannot be made, found, published or put right?"""

from collections.abc import Mapping

FIGURES: dict[str, Mapping[str, str]] = {
    "figure.no_such_metric": {
        "en": "Nothing is counted under “{metric}”. There is: {known}.",
        "fa": "چیزی به نام «{metric}» شمرده نمی‌شود. این‌ها هست: {known}.",
    },
    "figure.no_such_scope": {
        "en": "“{value}” is not known as {what}. Choose one of the list.",
        "fa": "«{value}» برای {what} شناخته نیست. یکی از فهرست را برگزینید.",
    },
    "figure.no_such_dimension": {
        "en": "Figures are not parted by “{dimension}”. Choose one of: {known}.",
        "fa": "شمارش بر پایهٔ «{dimension}» بخش نمی‌شود. یکی از این‌ها: {known}.",
    },
    "figure.nothing_looked_at": {
        "en": "Nothing was looked at for “{metric}” by then, so that not even a zero can be told."
        " Choose a later day, or see whether the programme has begun there.",
        "fa": "تا آن روز برای «{metric}» به چیزی نگریسته نشده است؛ حتی صفر را هم نمی‌توان گفت. روزی"
        " دیرتر برگزینید یا ببینید برنامه آنجا آغاز شده است یا نه.",
    },
    "figure.not_counted": {
        "en": "There is no member number {place} among the {members} that were counted.",
        "fa": "در میان {members} موردی که شمرده شده، شمارهٔ {place} نیست.",
    },
    "figure.not_whole": {
        "en": "A figure is made by somebody who sees the whole country. Ask the analysts at"
        " headquarters.",
        "fa": "رقم را کسی می‌سازد که همهٔ کشور را می‌بیند. از تحلیلگران ستاد بخواهید.",
    },
    "figure.not_yet": {
        "en": "What will be known on {known_at} is not known yet. Choose today or an earlier day.",
        "fa": "آنچه در {known_at} دانسته خواهد شد هنوز دانسته نیست. امروز یا روزی پیش‌تر را برگزینید.",
    },
    "figure.no_such_figure": {
        "en": "There is no figure number {figure:d} that you may see.",
        "fa": "رقمی به شمارهٔ {figure:d} نیست که بتوانید ببینید.",
    },
    "figure.by_its_maker": {
        "en": "Figure {figure:d} was made by you: somebody else makes it public.",
        "fa": "رقم {figure:d} را خود شما ساخته‌اید؛ کسی دیگر آن را همگانی می‌کند.",
    },
    "figure.public_already": {
        "en": "Figure {figure:d} is public already.",
        "fa": "رقم {figure:d} از پیش همگانی است.",
    },
    "figure.too_few": {
        "en": "Figure {figure:d} counts fewer than {least} in a part of the country: whoever knows the"
        " place would know who is meant. Make one of a wider place or time.",
        "fa": "رقم {figure:d} در بخشی از کشور کمتر از {least} مورد را می‌شمارد؛ آشنایان محل درمی‌یابند"
        " سخن از کیست. رقمی از جا یا زمانی گسترده‌تر بسازید.",
    },
    "web.sign_in_first": {
        "en": "This is counted within what somebody may see: sign in first.",
        "fa": "این در محدودهٔ دید هر کس شمرده می‌شود؛ نخست وارد شوید.",
    },
    "web.not_for_you": {
        "en": "This is not for your role, or something of your sign-in is due first: open any page"
        " of the house to see what.",
        "fa": "این برای نقش شما نیست، یا نخست باید کاری برای ورودتان انجام شود؛ یکی از صفحه‌های خانه را"
        " باز کنید تا ببینید چه.",
    },
    "web.nothing_here": {
        "en": "Nothing is answered at {address}. See /api/ for what can be asked.",
        "fa": "در {address} چیزی پاسخ داده نمی‌شود. آنچه می‌توان پرسید در ‎/api/‎ آمده است.",
    },
    "web.bad_question": {
        "en": "The question could not be read: {fields}. See /api/ for what each may be.",
        "fa": "پرسش خوانده نشد: {fields}. در ‎/api/‎ آمده است که هر یک چه می‌تواند باشد.",
    },
    "web.too_many_questions": {
        "en": "So many questions at once slow the others. Ask again after {seconds} seconds, or take"
        " the whole file at /public/figures.csv.",
        "fa": "این همه پرسش در یک زمان دیگران را کند می‌کند. پس از {seconds} ثانیه دوباره بپرسید یا"
        " همهٔ رقم‌ها را از ‎/public/figures.csv‎ بردارید.",
    },
    "figure.tells_few": {
        "en": "Beside the public figures {beside}, figure {figure:d} would tell fewer than {least} in a"
        " part of the country: they can be taken from one another. Make one of a wider place or time.",
        "fa": "رقم {figure:d} در کنار رقم‌های همگانی {beside} کمتر از {least} مورد را در بخشی از کشور آشکار"
        " می‌کند؛ می‌توان آن‌ها را از هم کاست. رقمی از جا یا زمانی گسترده‌تر بسازید.",
    },
    "figure.tells_one": {
        "en": "More than {share} % of figure {figure:d} is of its {largest} largest units: one could read"
        " off what the other got. Make one of a wider place or time.",
        "fa": "بیش از {share}٪ رقم {figure:d} از آنِ {largest} واحد بزرگ‌تر آن است؛ یکی می‌تواند سهم"
        " دیگری را دریابد. رقمی از جا یا زمانی گسترده‌تر بسازید.",
    },
    "figure.not_public": {
        "en": "Figure {figure:d} is not public; make another one instead of correcting it.",
        "fa": "رقم {figure:d} همگانی نیست؛ به‌جای تصحیح، رقمی دیگر بسازید.",
    },
    "figure.corrected_already": {
        "en": "Figure {figure:d} was corrected before. Correct the one that took its place.",
        "fa": "رقم {figure:d} پیش‌تر تصحیح شده است. رقم جایگزین را تصحیح کنید.",
    },
    "figure.nothing_to_correct": {
        "en": "What is known now comes to the very same set as figure {figure:d}. There is nothing"
        " to correct.",
        "fa": "آنچه اکنون دانسته است همان مجموعهٔ رقم {figure:d} را می‌دهد. چیزی برای تصحیح نیست.",
    },
    "figure.not_a_certificate": {
        "en": "This is no certificate of a figure, or its text was changed. Fetch it again from the"
        " figure's page.",
        "fa": "این گواهی رقم نیست، یا نوشتهٔ آن دست خورده است. دوباره از صفحهٔ رقم بگیرید.",
    },
    "figure.no_such_file": {
        "en": "{file} cannot be read: {why}.",
        "fa": "{file} خوانده نمی‌شود: {why}.",
    },
    "figure.no_file": {
        "en": "Say which certificate to verify: ehya figure verify FILE.",
        "fa": "بگویید کدام گواهی سنجیده شود: ehya figure verify FILE.",
    },
}
