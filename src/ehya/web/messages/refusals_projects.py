"""What does Ehya say when a project cannot be so, or its money cannot move?"""

from collections.abc import Mapping

PROJECTS: Mapping[str, Mapping[str, str]] = {
    "invest.no_such_project": {
        "en": "There is no project {project:d} that you may see. Look it up in the list of projects.",
        "fa": "طرح {project:d} نیست، یا در حوزهٔ شما نیست. آن را در فهرست طرح‌ها بجویید.",
    },
    "invest.project_changed": {
        "en": "{by} has changed this project meanwhile ({act}, {on}). Nothing of yours was written;"
        " look at what stands there now and send again if it still holds.",
        "fa": "{by} در این فاصله این طرح را تغییر داده است ({act}، {on}). چیزی از شما ثبت نشد؛ وضع تازه را"
        " ببینید و اگر هنوز درست است دوباره بفرستید.",
    },
    "invest.no_such_kind": {
        "en": "“{kind}” is no kind of project. Choose infrastructure, industrial or revival.",
        "fa": "«{kind}» از انواع طرح نیست. زیرساختی، صنعتی یا احیا را برگزینید.",
    },
    "invest.no_such_branch": {
        "en": "“{branch}” is no branch of that kind ({kind}). Choose one of the list, or leave it open.",
        "fa": "«{branch}» از رشته‌های این نوع ({kind}) نیست. یکی از فهرست را برگزینید یا خالی بگذارید.",
    },
    "invest.needed": {
        "en": "One thing is missing: {fact}. Write it.",
        "fa": "یک چیز کم است: {fact}. آن را بنویسید.",
    },
    "invest.no_photo": {
        "en": "No photo was chosen. Choose one and send again.",
        "fa": "تصویری برگزیده نشد. یکی برگزینید و دوباره بفرستید.",
    },
    "invest.fact_too_long": {
        "en": "{fact}: {letters} letters are too many, {most} at most. Shorten it.",
        "fa": "{fact}: {letters} نویسه زیاد است؛ بیشینه {most}. کوتاهش کنید.",
    },
    "invest.out_of_range": {
        "en": "{fact}: that number cannot be. Write a number above zero, with three decimals at most.",
        "fa": "{fact}: چنین عددی نمی‌شود. عددی بالاتر از صفر و حداکثر با سه رقم اعشار بنویسید.",
    },
    "invest.no_such_basis": {
        "en": "“{basis}” is no time of a capacity. Choose a year, a day, or not by time.",
        "fa": "«{basis}» زمانِ ظرفیت نیست. در سال، در روز یا بی‌زمان را برگزینید.",
    },
    "invest.capacity_basis": {
        "en": "{unit} takes no year and no day beside it: it is a rate or a size already. Choose “not"
        " by time”, or write another unit.",
        "fa": "{unit} سال و روز نمی‌خواهد: خودش آهنگ یا اندازه است. «بی‌زمان» را برگزینید یا یکای دیگری بنویسید.",
    },
    "invest.case_needed": {
        "en": "A revival belongs to its case. Name the case's number, or choose another kind.",
        "fa": "طرح احیا از آنِ پرونده‌ای است. شمارهٔ پرونده را بنویسید یا نوع دیگری برگزینید.",
    },
    "invest.case_not_taken": {
        "en": "Only a revival has a case, and this is another kind ({kind}). Take the case away, or"
        " choose revival.",
        "fa": "تنها طرح احیا پرونده دارد و این نوع دیگری است ({kind}). شمارهٔ پرونده را بردارید یا احیا را"
        " برگزینید.",
    },
    "invest.place_needed": {
        "en": "A project stands in a province of yours. Choose it from the list; only a group of"
        " projects that headquarters tells of has none.",
        "fa": "هر طرح در استانی از حوزهٔ شماست. آن را از فهرست برگزینید؛ تنها گروهی از طرح‌ها که ستاد اعلام"
        " کند استان ندارد.",
    },
    "invest.place_elsewhere": {
        "en": "Park {park} lies in another province. Correct one of the two.",
        "fa": "شهرک {park} در استان دیگری است. یکی از این دو را درست کنید.",
    },
    "invest.mixed": {
        "en": "Real and made-up things never mix: unit, case, park and project must all be of one sort.",
        "fa": "واقعی و ساختگی با هم نمی‌آیند: واحد، پرونده، شهرک و طرح باید همه از یک گونه باشند.",
    },
    "invest.not_on_earth": {
        "en": "Latitude and longitude belong together: −90 to 90 and −180 to 180 degrees. Write both, or"
        " neither.",
        "fa": "عرض و طول جغرافیایی با هم‌اند: −۹۰ تا ۹۰ و −۱۸۰ تا ۱۸۰ درجه. هر دو را بنویسید یا هیچ‌کدام را.",
    },
    "invest.far_from_province": {
        "en": "{lat} north, {lon} east does not lie in {province_en}. Look whether the two were swapped,"
        " or correct the province.",
        "fa": "{lat} شمالی و {lon} شرقی در {province_fa} نیست. ببینید آیا این دو جابه‌جا شده است، یا استان را"
        " درست کنید.",
    },
    "invest.days_reversed": {
        "en": "It cannot end on {last} when it begins on {first}. Correct one of the days.",
        "fa": "نمی‌تواند در {last} تمام شود وقتی در {first} آغاز می‌شود. یکی از روزها را درست کنید.",
    },
    "invest.bad_address": {
        "en": "“{address}” is no address of a page. It begins with https://.",
        "fa": "«{address}» نشانی صفحه نیست. با https:// آغاز می‌شود.",
    },
    "invest.code_there": {
        "en": "Another project has that number already. Go on with that one, or write another.",
        "fa": "طرح دیگری همین شماره را دارد. همان را پیش ببرید یا شمارهٔ دیگری بنویسید.",
    },
    "invest.held": {
        "en": "The database holds projects to {constraint}, which this would break. Nothing was"
        " written; look at the project again.",
        "fa": "پایگاه داده شرط {constraint} را بر طرح‌ها نگه می‌دارد و این آن را می‌شکست. چیزی ثبت نشد؛ طرح را"
        " دوباره ببینید.",
    },
    "invest.nothing_changed": {
        "en": "It reads so already. Change a value, or leave it as it is.",
        "fa": "هم‌اکنون همین است. مقداری را عوض کنید یا همین‌طور بگذارید.",
    },
    "invest.not_corrected": {
        "en": "Kind, number of projects and whether it was made up make a project what it is. Open"
        " another one instead of changing project {project:d}.",
        "fa": "نوع، شمار طرح‌ها و ساختگی‌بودن خودِ طرح را می‌سازند. به جای تغییر طرح {project:d} طرح دیگری"
        " بگشایید.",
    },
    "invest.group": {
        "en": "Of project {project:d} only the sum of {many} projects was told: it has no progress and"
        " no payments of its own. Open the single projects.",
        "fa": "از طرح {project:d} تنها جمع {many} طرح گفته شده است و پیشرفت و پرداختی از خود ندارد. طرح‌ها را"
        " یک‌یک بگشایید.",
    },
    "invest.ahead": {
        "en": "{on} has not come yet: today is {today}. Write a day that has.",
        "fa": "{on} هنوز نرسیده است: امروز {today} است. روزی گذشته بنویسید.",
    },
    "invest.no_such_source": {
        "en": "“{kind}” is no source of money. Choose one of the list.",
        "fa": "«{kind}» از منابع مالی نیست. یکی از فهرست را برگزینید.",
    },
    "invest.no_such_financing": {
        "en": "That source of project {project:d} is not there, or was put right meanwhile. Look at its"
        " money again.",
        "fa": "این منبع مالی طرح {project:d} نیست یا در این فاصله اصلاح شده است. پول طرح را دوباره ببینید.",
    },
    "invest.no_such_payment": {
        "en": "That payment of project {project:d} is not there. Look at its payments again.",
        "fa": "این پرداختِ طرح {project:d} نیست. پرداخت‌ها را دوباره ببینید.",
    },
    "invest.taken_back_already": {
        "en": "That payment of project {project:d} was taken back already.",
        "fa": "این پرداختِ طرح {project:d} پیش‌تر پس گرفته شده است.",
    },
    "invest.key_used": {
        "en": "This form was sent before with other contents, or without its key. Open the project's"
        " page anew and write it there.",
        "fa": "این فرم پیش‌تر با محتوای دیگر، یا بی‌کلید، فرستاده شده است. صفحهٔ طرح را از نو باز کنید و آنجا"
        " بنویسید.",
    },
    "invest.beyond_approved": {
        "en": "With this, {paid_irr} rials would be paid and {most_irr} rials are approved. Approve more"
        " money first, or write less.",
        "fa": "با این، {paid_irr} ریال پرداخت می‌شد و {most_irr} ریال مصوب است. نخست پول بیشتری تصویب کنید یا"
        " کمتر بنویسید.",
    },
    "invest.before_approval": {
        "en": "On {on} more would have been paid than was approved by then. Correct the day, or the day"
        " of the approval.",
        "fa": "در {on} بیش از مصوبِ تا آن روز پرداخت می‌شد. روز پرداخت یا روز تصویب را درست کنید.",
    },
    "invest.amount_doubtful": {
        "en": "{amount_irr} rials lie far outside what the record tells of projects ({low} to {high}). Is"
        " it meant so?",
        "fa": "{amount_irr} ریال از آنچه سابقه دربارهٔ طرح‌ها می‌گوید ({low} تا {high}) بسیار دور است. همین"
        " منظور است؟",
    },
    "invest.rate_doubtful": {
        "en": "{amount_irr} rials do not fit the dollars: by the rates of that day (or near it) they would be"
        " {low} to {high}. Is it meant so?",
        "fa": "{amount_irr} ریال با مبلغ دلاری جور نیست: با نرخ‌های آن روز (یا نزدیک آن) {low} تا {high} می‌شد. همین منظور"
        " است؟",
    },
    "invest.rate_is_told": {
        "en": "The {basis} of {currency} for {on} is told already: {rate} rials. Leave the rate empty and"
        " choose that basis; a rate is written by hand only where none is told.",
        "fa": "{basis} {currency} برای {on} پیش‌تر گفته شده است: {rate} ریال. نرخ را خالی بگذارید و همان مبنا را"
        " برگزینید؛ نرخ را فقط جایی با دست می‌نویسند که گفته نشده باشد.",
    },
    "invest.milestones_many": {
        "en": "A plan has between one milestone and {most}. Write them with name, weight and day.",
        "fa": "برنامه از یک تا {most} گام اصلی دارد. آن‌ها را با نام، وزن و روز بنویسید.",
    },
    "invest.weight": {
        "en": "The weight of “{name}” must lie above 0 and not above 100 percent; “{weight}” does not.",
        "fa": "وزن «{name}» باید بالای صفر و حداکثر ۱۰۰ درصد باشد؛ «{weight}» نیست.",
    },
    "invest.weights": {
        "en": "The weights add up to {percent} percent. Together they must be 100 exactly.",
        "fa": "جمع وزن‌ها {percent} درصد است. روی هم باید درست ۱۰۰ باشد.",
    },
    "invest.milestone_day": {
        "en": "“{name}” on {on} lies outside the project's days. Correct it, or the project's days.",
        "fa": "«{name}» در {on} بیرون از روزهای طرح است. آن را یا روزهای طرح را درست کنید.",
    },
    "invest.milestone_done": {
        "en": "A milestone of project {project:d} stands already. Move the others one by one.",
        "fa": "گامی از طرح {project:d} پیش‌تر انجام شده است. گام‌های دیگر را یک‌یک جابه‌جا کنید.",
    },
    "invest.no_such_milestone": {
        "en": "That milestone of project {project:d} is not there. Look at its plan again.",
        "fa": "این گام از طرح {project:d} نیست. برنامه را دوباره ببینید.",
    },
    "invest.begun_already": {
        "en": "Project {project:d} began on {on} already. Tell its progress.",
        "fa": "طرح {project:d} از {on} آغاز شده است. پیشرفتش را بنویسید.",
    },
    "invest.not_begun": {
        "en": "Project {project:d} is not under way. Say first when it began.",
        "fa": "طرح {project:d} در دست اجرا نیست. نخست روز آغاز را ثبت کنید.",
    },
    "invest.before_begun": {
        "en": "This cannot have been on {on}: it comes after {begun}. Write a later day.",
        "fa": "این نمی‌تواند در {on} بوده باشد: پس از {begun} است. روزی دیرتر بنویسید.",
    },
    "invest.progress_share": {
        "en": "“{percent}” is no share of the work. Write 0 to 100 percent, with three decimals at most.",
        "fa": "«{percent}» سهمی از کار نیست. از ۰ تا ۱۰۰ درصد و حداکثر با سه رقم اعشار بنویسید.",
    },
    "invest.progress_fell": {
        "en": "{percent} percent were told for {on}: progress would fall. Say why, or correct the number.",
        "fa": "برای {on} {percent} درصد گفته شده است: پیشرفت کم می‌شد. دلیل را بنویسید یا عدد را درست کنید.",
    },
    "invest.project_over": {
        "en": "Project {project:d} is finished or stopped: this can no longer be done with it.",
        "fa": "طرح {project:d} تمام یا متوقف شده است و این کار دیگر با آن شدنی نیست.",
    },
    "invest.not_whole": {
        "en": "{percent} percent of the work were told. Tell 100 percent first, then finish it.",
        "fa": "{percent} درصد کار گفته شده است. نخست ۱۰۰ درصد را ثبت کنید، سپس پایان را.",
    },
    "invest.bad_contract": {
        "en": "A contract has a kind of the list and, where its amount is told, whole rials above zero.",
        "fa": "قرارداد نوعی از فهرست دارد و اگر مبلغش گفته شود ریالِ درستِ بالای صفر است.",
    },
    "invest.bad_risk": {
        "en": "A risk's likelihood and harm are low, medium or high. Choose both.",
        "fa": "احتمال و زیان هر خطر کم، میانه یا زیاد است. هر دو را برگزینید.",
    },
    "invest.no_such_risk": {
        "en": "That risk of project {project:d} is not there, or was closed. Look at its risks again.",
        "fa": "این خطرِ طرح {project:d} نیست یا بسته شده است. خطرها را دوباره ببینید.",
    },
    "invest.not_a_picture": {
        "en": "{file} is no picture. Choose a JPEG or PNG; papers go beside contracts and payments.",
        "fa": "{file} تصویر نیست. JPEG یا PNG برگزینید؛ مدرک کنار قرارداد و پرداخت می‌آید.",
    },
    "invest.photo_there": {
        "en": "Project {project:d} has this very picture already.",
        "fa": "طرح {project:d} همین تصویر را دارد.",
    },
    "invest.import_no_number_column": {
        "en": "{file} has no column “Number of its own” by which a project is found again. Add one, or"
        " take the form.",
        "fa": "پروندهٔ {file} ستون «شمارهٔ طرح» ندارد تا طرح با آن باز یافته شود. آن را بیفزایید یا فرم را"
        " بردارید.",
    },
    "invest.import_no_number": {
        "en": "this row names no project: its number is missing. Write the project's number of its own.",
        "fa": "این ردیف طرحی را نام نمی‌برد: شماره ندارد. شمارهٔ طرح را بنویسید.",
    },
    "invest.import_no_project": {
        "en": "no project that you may see has the number {own}. Correct it, or take the project in"
        " first.",
        "fa": "طرحی با شمارهٔ {own} نیست، یا در حوزهٔ شما نیست. آن را درست کنید یا نخست خود طرح را وارد کنید.",
    },
    "invest.payment_twice": {
        "en": "row {first:d} tells payment {reference} of this project already. Take one of the two"
        " out, or give it its own number.",
        "fa": "ردیف {first:d} پرداخت {reference} همین طرح را پیش‌تر گفته است. یکی را بردارید یا شمارهٔ خودش را"
        " به آن بدهید.",
    },
    "invest.payment_told_otherwise": {
        "en": "payment {reference} of this project stands in the books with {amount_irr} rials on {on}."
        " Leave it so, or take that one back and write this under a number of its own.",
        "fa": "پرداخت {reference} این طرح با {amount_irr} ریال در {on} ثبت شده است. همان را بگذارید، یا آن را پس"
        " بگیرید و این را با شمارهٔ خودش بنویسید.",
    },
    "invest.import_source_unclear": {
        "en": "project {project:d} has {many} sources of that kind. Write the name of the source too.",
        "fa": "طرح {project:d} از این گونه {many} منبع دارد. نام منبع را هم بنویسید.",
    },
    "invest.progress_twice": {
        "en": "row {first:d} tells of the same project on {on} already. Take one of the two out.",
        "fa": "ردیف {first:d} وضع همین طرح را در {on} پیش‌تر گفته است. یکی از آن دو را بردارید.",
    },
    "invest.import_told_twice": {
        "en": "“{value}” differs from what row {first:d} tells of the same project. Correct one of them,"
        " or leave this cell empty.",
        "fa": "«{value}» با آنچه ردیف {first:d} دربارهٔ همین طرح می‌گوید فرق دارد. یکی را درست کنید یا این خانه را"
        " خالی بگذارید.",
    },
    "invest.import_number_differs": {
        "en": "Project {number:d} has another number of its own than {own}. Correct one of the two, or"
        " empty the column of Ehya's numbers.",
        "fa": "شمارهٔ طرحِ {number:d} در احیا با {own} یکی نیست. یکی را درست کنید یا ستون شمارهٔ احیا را خالی"
        " کنید.",
    },
    "invest.no_project_to_tell": {
        "en": "None of the projects asked for can be told in OC4IDS, which has no empty package and no"
        " groups. Ask for others, or take the CSV.",
        "fa": "هیچ‌یک از طرح‌های خواسته‌شده را نمی‌توان با OC4IDS گفت؛ بستهٔ خالی و گروه در آن نیست. طرح‌های دیگری"
        " بخواهید یا CSV را بردارید.",
    },
}
