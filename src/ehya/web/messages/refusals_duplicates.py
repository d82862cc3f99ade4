"""What does Ehya say when two records may not be merged, parted or decided on?"""

from collections.abc import Mapping

DUPLICATES: dict[str, Mapping[str, str]] = {
    "register.no_such_pair": {
        "en": "This pair is not in your queue: it is not there, or somebody has merged one of its two"
        " units meanwhile, or one of them lies outside your part of the country. Nothing was changed;"
        " go back to the queue.",
        "fa": "این جفت در صف شما نیست: یا وجود ندارد، یا کسی در این فاصله یکی از دو واحد را با دیگری"
        " یکی کرده است، یا یکی از آن‌ها بیرون از محدودهٔ شماست. چیزی عوض نشد؛ به صف بازگردید.",
    },
    "register.no_such_place_in_queue": {
        "en": "The address of this page of the queue is damaged: “{after}”. Begin at the top of the"
        " queue.",
        "fa": "نشانی این صفحه از صف خراب است: «{after}». از سر صف آغاز کنید.",
    },
    "register.pair_decided": {
        "en": "Somebody has decided on this pair meanwhile: {state}. Nothing was changed; look at the"
        " pair again, and take that back first if you see it otherwise.",
        "fa": "کسی در این فاصله دربارهٔ این جفت تصمیم گرفته است: {state}. چیزی عوض نشد؛ جفت را دوباره"
        " ببینید و اگر نظر دیگری دارید نخست آن تصمیم را پس بگیرید.",
    },
    "register.later_needs_a_day": {
        "en": "To put a pair off, a day after {today} is needed on which it comes back. Choose one.",
        "fa": "برای واگذاشتن جفت به بعد، روزی پس از {today} لازم است که جفت در آن بازگردد. روزی را"
        " برگزینید.",
    },
    "register.merge_with_itself": {
        "en": "Unit {number} cannot be merged with itself. Choose another unit.",
        "fa": "واحد {number} را نمی‌توان با خودش یکی کرد. واحد دیگری برگزینید.",
    },
    "register.merge_synthetic": {
        "en": "One of {number} and {folded} is synthetic and the other is real: they are never"
        " merged. Choose two of one kind.",
        "fa": "از {number} و {folded} یکی ساختگی است و دیگری واقعی؛ این دو هرگز یکی نمی‌شوند. دو واحد"
        " از یک گونه برگزینید.",
    },
    "register.no_such_choice": {
        "en": "“{group}” from “{side}” is no choice of a merge. Choose again on the page of the pair.",
        "fa": "«{group}» از «{side}» گزینهٔ یکی‌کردن نیست. در صفحهٔ جفت دوباره برگزینید.",
    },
    "register.no_such_merge": {
        "en": "There is no merge {merge}. Open it from the page of merges.",
        "fa": "یکی‌کردنی با شمارهٔ {merge} نیست. آن را از صفحهٔ یکی‌شده‌ها باز کنید.",
    },
    "register.merge_undone": {
        "en": "This merge has been undone already: {folded} stands for itself. Nothing was changed.",
        "fa": "این یکی‌کردن پیش‌تر برگردانده شده است: {folded} خود برجاست. چیزی عوض نشد.",
    },
    "register.undo_later_first": {
        "en": "Unit {number} was merged once more since: {folded} into {kept}. Undo that merge first,"
        " then this one.",
        "fa": "واحد {number} پس از این باز هم در یکی‌کردن بوده است: {folded} در {kept}. نخست آن را"
        " برگردانید و سپس این را.",
    },
}
