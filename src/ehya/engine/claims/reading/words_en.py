"""Which English words does the reader know?

[word class], then lines "meaning = phrase | phrase". A line that begins with a blank goes on with
the one above. A hyphen is a blank, a star stands for any ending; longer phrases go before shorter
ones. How the classes work together: patterns.py.
"""

WORDS = """
[noun]
case = ones | cases
unit = revivals | renovations | unit | units | enterprise | enterprises | factory | factories | plant | plants |
    firm | firms | company | companies | business | businesses | sme |
    smes | manufacturer | manufacturers | production facility |
    production facilities | industrial facilities | manufacturing facilities |
    processing facilities | industrial workshops | manufacturing workshops | production unit | production units | manufacturing
    unit | manufacturing units | production line | production lines | production complex |
    production complexes | industries
mine = mine | mines
park = park | parks | industrial cities | industrial city | industrial park | industrial parks | industrial town | industrial towns
    | industrial estate | industrial estates | industrial zone | industrial zones | industrial
    areas | zones | estates | industrial settlements | parks and zones | estates and zones |
    industrial parks and zones | industrial parks and areas | industrial estates and zones |
    industrial towns and zones | industrial parks and estates | special economic zones
project = project | projects | initiative | initiatives | scheme | schemes | development
    projects | industrial projects | infrastructure projects
job = job | jobs | job opportunity | job opportunities | employment opportunity | employment
    opportunities | direct jobs | new jobs | jobs opportunities | job positions | positions |
    posts | employments | job vacancies | vacancies
person = person | persons | people | individual | individuals | worker | workers | employee |
    employees | workforce | job seekers | laborers | labourers | labor forces | staff | men
    and women
loan = loan | loans | bank loans | bank loan | facilities | working capital loans
province = province | provinces
consultant = consultant | consultants | advisers | advisors
meeting = meeting | meetings | sessions
resolution = resolution | resolutions | decisions | approvals
application = application | applications | applicants | requests
issue = issue | issues | problems | obstacles | challenges
other = letters of guarantee | guarantees | guarantee letters | memorandums | operating permits | operation permits | operation licenses | establishment licenses | workshop | workshops | workshop units | workshop unit | small workshop units | license | licenses | licence |
    licences | permit | permits | hectare | hectares | ton | tons | tonnes | tonne | year |
    years | month | months | day | days | week | weeks | hour | hours | country | countries |
    county | counties | city | cities | village | villages | meter | meters | metres |
    kilometer | kilometers | megawatts | mw | kilograms | kg | liters | barrels | vehicles |
    cars | students | families | households | points | times | percentage | products | items |
    goods | types | kinds | exhibitions | events | courses | agreements | plots | lands | land
    | clusters | packages | phases | phase | banks | members | programs | machines | ways |
    steps | kwh | watts | visits | square meters | cubic meters | fields | sectors | groups
contract = contract | contracts | investment contracts

[state]
idle = idle | stagnant | inactive | dormant | closed | shuttered | non active | non
    operational | shut | defunct | closed down | stalled | halted | non working |
    disused | mothballed | bankrupt | deactivated | suspended | unused | out of operation |
    sluggish
semi = semi active | semi idle | semi stagnant | semi closed | half closed | partially active
    | partly active | half active | half idle | under capacity | underperforming | low
    production | inefficient | partially idle | partially operating | semi inactive | semi
    dormant | semiactive
active = working | active | operational | operating | in operation | operate | up and running | running

[adj]
industrial = industrial | manufacturing | industry
production = production | productive | producing | output
economic = economic
mining = mining | trade | commercial
infrastructure = infrastructure | infrastructural
development = development | developmental | construction | civil
new = new | newly established | newly built
plain = headquarters | provincial headquarters | knowledge based | export oriented | technology based | such | these | those | mentioned | said | other | further | additional | more |
    another | troubled | direct | local | domestic | iranian | private | state run | major |
    large | big | existing | licensed | needy | rest | remaining | different | various | above
    | aforementioned | previously | currently | completely | fully | provincial | working
    capital | total | country | nation | priority | all | entire | problematic | fresh | half
    finished | semi finished | struggling | key | the | of | a | its | our | their | this |
    permanent | stable

[size]
small and medium = medium to large scale | medium to large | small and medium | small and medium sized | small and medium scale | small
    and medium size | small to medium | medium and small
small-scale = small scale | small sized | small
micro = micro | micro sized
medium = medium sized | medium scale | mid sized | medium
large = large scale | large sized | large

[sme]
small and medium = sme | smes

[sector]
chemical = chemical | chemicals | chemistry | petrochemical
metal = metal | metals | metallic | metal material
food = foodstuffs | foodstuff | food | food and beverage | food and beverages | foodstuff | food industry | food and
    drug
non-metallic mineral = non metallic mineral | non metal | non metallic | nonmetallic | non
    metallic minerals | non metal and mining
cellulose = cellulose | cellulosic | wood and paper
textile = textile | textiles | clothing | leather
electrical and electronic = electrical and electronic | electric and electronic | electronics
    | electronic | electricity and electronics | power and electricity | electrical
services = service | services
rubber and plastic = rubber and plastic

[act]
revive = return of | re commission* | came back to life | come back to life | are working again | are running again | are operating again | emerged from recession | come out of recession | came out of recession |
    out of recession | resumed operation | resumed operations | resumed activity | returned | returning | revivals | back on line | on line again | running again | working again |
    producing again | back in production | back in business | back in operation | back at work |
    back on their feet | come back | came back | put back | brought back | got back | operating again |
    resumed production | resumed work | resume work | restored to | revive | revives | revived | reviving | revival | revving | reviv* | resurrect* |
    reactivat* | revitaliz* | revitalis* | re activat* | resuscitat* | recommission* | restor*
    | reopen* | re open* | restart* | re start* | rehabilitat* | relaunch* | resum* |
    production cycle | cycle of production | production circuit | brought back | coming back |
    returning | bring back | brings back | bringing back | returned to operation | returning
    to operation | return to operation | back into operation | back to operation | back in
    operation | back into production | put back into operation | back to
    production | back on stream | back online | returned to service | return to activity |
    production chain | back to life | returned to production | return to production | returned
    to the production | back into the business | back into business | re entered | reintegrat*
    | rescued
renovate = renovat* | moderniz* | modernis* | refurbish* | upgrad* | overhaul* | reconstruct*
capacity = above half of | above half their capacity | over half of their capacity |
    raised output | raised their output | increased output | increased their output | promote | promoted | promoting | capacity increase | increase in capacity | capacity increased | increased capacity
    | increase the capacity | capacity was enhanced | production capacity of | capacity
    expansion | raise the capacity | production potential of | capacity of | capacity enhanced
    | increase capacity | full capacity | boost their output | increase their output | boost
    their production | raise their output | increase their production | under capacity units |
    to full capacity | increase their capacity | raise their capacity | capacity was raised |
    capacity was increased | increasing the capacity | enhancing the capacity | capacity
    upgrade | expand their capacity | raise capacity | enhance the capacity | boost the
    capacity | raised their capacity | increased their capacity | expanded
new = establish* | put into operation | commission* | go online | went online | come on stream
    | came on stream | went on stream | going on stream | coming on stream | entered production |
    entered operation | began production | began operation | began operations | began work |
    started work | were opened | set up | launched | launch | launching | opened | went into operation |
    go into operation | went operational | became operational | go operational |
    become operational | gone operational | start operation | started operation | start operations | inaugurat* |
    came into operation | put into service | put into use | becoming operational | became
    operational | started production | start production
close = closed | shut | closed their doors | closed down | cease operations | stopped working | stopped operating | stopped production |
    halted production | stopped their activity | gone out of business | went out of business |
    out of business | forced to close | were closed | was closed | have closed | shut down | shut their doors | been shut |
    ceased | have been closed | been closed | closure of | went bankrupt | deactivation |
    closing down
repossess = taken over | took over | in the hands of banks | hands of the banks | held by banks |
    repossess* | seized by banks | confiscated | owned by banks | possession of banks
    | taken over by banks | ownership of banks | taken by banks | seized
diagnose = visited | examined | studies have been conducted on | studies were conducted on | studied | monitored | diagnos* | assessed | surveyed | troubleshot | pathology | evaluated
serve = dealt with | solved the problems of | resolved the problems of | settled the cases of |
    took up the cases of | helped | assisted | addressed the problems of | were served | received services | served
need_renovation = need new machinery | need new machines | need new equipment | need renovation | need reconstruction | needs reconstruction | need modernisation |
    need replacing | need repair | requiring renovation | need to be modernized | need to be renovated | needs renovation | require
    renovation | need of renovation | need modernization | worn out | in need of
    reconstruction | older than
back = gone back to work | went back to work | go back to work | going back to work | back to their
    jobs
create = people with work | persons with work | people with jobs | persons with jobs | jobs to | giving jobs | gave jobs | offered jobs | back to work | got their jobs back | jobs back | rehired | regained their jobs | found work |
    found jobs | gave work | gives work | given work | put to work | creat* | crating | job creation | generat* | provid* jobs | providing employment |
    provided employment | employment for | provide employment | provided with jobs | employed
    | find employment | opportunity to find | return to work | returned to work | hired |
    recruited | work for | jobs for | providing jobs | employment of | offering employment |
    secur*
exist = provide work for | provides work for | give work to | total employment | are working | are employed | is employed | are engaged | work in | working in |
    employing | employs | employ | are currently employed | currently employed | are currently
    working | being employed | workers in | existing jobs | have jobs
per_unit = each unit | per unit | each revived unit | each of these units | each of the units
    | every unit | on average | average of | average employment | each production unit | each
    stagnant | each idle | each industrial unit
potential = potential to provide | potential to create | job capacity | employment capacity | potential to employ | potential jobs | can
    employ | could employ | employment potential | nominal employment | capacity to create |
    capacity for creating | used to employ | laid off | lost their jobs
busy = completed | installing | constructing | being equipped | exporting | exported | export
underway = in the evaluation stage | being evaluated | under evaluation | under review |
    under assessment | underway | under way | under construction | under implementation | in progress
pass = passed | approved | adopted | ratified
implement = implement* | carried out | executed
identify = identif* | recogniz* | recognis*

[money]
allocate = approved | allot* | allocat* | earmark* | granted | set aside | dedicated | financing of | introduced to
allocate weak = providing | provide | provides | provided | financ* | fund | funds | funding | budget* | credit | credits | facilit* |
    resources | grant | granting | line of credit | credit line
pay = went to | given to | loans were provided | loans were given | in loans | capital loans | paid | disburs* | lent | loaned | payment was made | payments were made
pay weak = borrow | borrowed | borrowing | pay | paying | payment* | loan | loans | lending | received
invest = invested | investment | investments | spent
invest weak = invest* | worth | valued | value | valuing | cost | costs | costing | capital |
    backed by | injected | injection
export = export*
other = revenue | turnover | sales | import* | debt* | arrears | gdp | profit* | tax | taxes |
    salar* | wage* | price* | fine | fines | losses | trade | non performing | foreign trade

[share]
target = target | targets | goal | goals | plan | plans | program | programs | programme |
    objective | objectives | what was planned | quota
realised = realiz* | realis* | materializ* | materialis* | achiev* | fulfil* | attain* |
    accomplish* | martializ* | completed by | fulfilled by | met | progress | reached | come true | came true | carried out
revivable = can be put back | can be put | could be put | can be brought | could be brought back | could return | can be reopened | could be reopened |
    fit for revival | worth reviving | could be restarted | can be restarted | revivable | can be revived | could be revived | possible to revive | capable of
    being revived | be able to return | potential to be revived | able to be revived | can
    return | can be brought back | recoverable
liquidity = money supply | lack of money | want of money | lack of cash | liquidity | working capital | shortage of capital | financing problem* | financial
    problem* | financial issue* | lack of funds | financial resources | due to the financing |
    cash | funding problem* | financial
market = market | markets | lack of market | sales problem*
partners = partner | partners | shareholders | disputes between partners | legal disputes |
    disputes
raw_materials = raw material | raw materials
machinery = machinery | equipment | outdated machinery | technology
cause = halted | idled | closures | closure | accounts for | accounted for | account for | blame* | cited | short of |
    because of | due to | reason* | cause* | caused by | owing to | problem* | suffer* |
    facing | faced | grappl* | wrestl* | result of
growth = grew | grown | rose | risen | increase of | increased by | growth | rise of | rose by | grown by | grew by | up by
    | has increased | increase | rise | decrease | decline | fell by | drop | decreased |
    declined | reduction | higher than | compared to | more than the | hike | surge | climbed
    | jumped
new_owner = new owners | new owner | transferred | ownership transfer | passed to
new_investor = new investor | new investors | partnership
capacity = capacity | of their capacity | nominal capacity
resolution = resolutions | decisions

bank_credit = bank facilities | banking facilities | bank credit | bank credits | bank loans

[qual]
over = over | more than | above | exceeding | exceeds | exceeded | exceed | in excess of |
    upwards of | upward of | greater than | surpassing | surpassed | surpass | well over |
    beyond
under = under | less than | below | fewer than | nearly | almost | close to | just under |
    lower than
approx = about | around | approximately | roughly | some | an estimated | estimated | circa |
    approx | or so | something like
at_least = at least | no fewer than | no less than | not less than | a minimum of | minimum of
    | minimum
up_to = up to | at most | no more than | not more than | a maximum of | maximum of | maximum

[modal]
before = promised | pledged | vowed | expect | expects | hope | hopes to | intend to | target | targets | targeting | plan | plans | planning | goal | goals | program |
    programs | programme | aim | aims | aiming | hopes | intends | intend | seeks | seeking |
    objective | undertaken to | committed | wants to | want to | bid to | expectation | was
    initially | going to | due to | set to | is to | are to | has it on the agenda | tasked
after = is targeted | has been targeted | was targeted | on the agenda | on its agenda | on their
    agenda | on his agenda
either = targeted | planned | agenda | aimed | will | would | shall | expected | expects |
    anticipated | anticipates | predicted | forecast | projected | hoped | hopefully | intended |
    scheduled | due to be | envisaged | envisioned | foreseen | supposed | slated | should be |
    must be | ought to | to be | is going to | poised

[done]
done = has been | have been | had been | was | were | managed to | succeeded in | has | have |
    had | managed | were able to | succeeded | been | did | is being

[inf]
inf = to

[stock]
there = hold | holds | house | houses | accommodate | accommodates | host | there are | there were | there exist | exist | exists | are located | hosts | is home to |
    home to | has a total of | we have | total number of | stand at | stands at | stood at
weak = activity of | activities of | established | located | based | stationed | situated | settled | are registered | out of | a total of |
    housed | from among

[scope]
both = inside and outside parks | inside and outside industrial parks | inside and outside the
    industrial parks | inside and outside the parks | in and outside | in and out of | both
    inside and outside | inside and outside
outside = outside parks | outside the parks | outside industrial parks | outside the
    industrial parks | outside of industrial parks | outside the industrial parks and zones |
    out of industrial parks | outside of the industrial parks | outside of parks | outside
    these parks | outside
industrial parks = inside parks | inside the parks | within parks | within the parks | in parks |
    in the parks | inside | industrial cities | industrial parks | industrial park | industrial parks and zones |
    industrial estates | industrial towns | industrial zones | industrial parks and areas |
    industrial estates and zones | parks and zones | industrial settlements | industrial towns
    and zones
state-run parks = state run parks | state run industrial parks | state owned parks | public
    parks | government parks | governmental industrial parks
private parks = private parks | private industrial parks | privately run parks | non
    governmental parks

[national]
Iran = across the country | in the country | nationwide | throughout the country | across iran
    | throughout iran | in iran | around the nation | across the nation | the country |
    country | national | all over the country | countrywide | around the country | iran

[which]
of = of which | of whom | of them | of these | of those | of that number | of this number | of
    this figure | of the total | from among them | out of which | of this | of the mentioned |
    among them | of the said

[including]
including = including | include | includes | included | comprising | consisting of | comprise
    | comprised | consist of | namely

[refer]
refer = mentioned | the mentioned | these | those | such | said | the said | aforementioned |
    above mentioned | the aforementioned

[event]
event = inaugurat* | ceremony | opened by | video conferenc* | videoconferenc* | unveiled | on
    the occasion of | ten day dawn | 10 day dawn | fajr | dawn decade | government week |
    put into operation on | opened on

[aside]
aside = sidelines | sideline | on the margin | made the remarks | in a trip | during a visit |
    during his visit | in a visit | inspected

[respectively]
respectively = respectively

[asks]
applied = applied | apply | registered for | registered to receive | requested | asked for
borrowed = borrowed | took loans | took out loans | have borrowed | took bank loans
received = received | obtained | were granted | were given | got

[org]
national = iran small industries and industrial parks organization | iran small industries and
    industrial parks organisation | small industries and industrial parks organization |
    organization of small industries and industrial parks | isipo | iran small industries and
    industrial towns organization | small industries organization | iran small industries and
    industrial estates organization | iranian mines and mining industries development and
    renovation organization | iranian mines & mining industries development & renovation |
    mines and mining industries development and renovation organization | imidro | industrial
    development and renovation organization | idro | industry minister | industry, mining and
    trade minister | industry, mining, and trade minister | minister of industry, mining and
    trade | minister of industry, mine and trade | industry, mining and trade ministry |
    industry, mining, and trade ministry | ministry of industry, mining and trade | ministry
    of industry, mining, and trade | ministry of industry, mine and trade | industry, mine and
    trade ministry | ministry of industry | industry ministry | deputy minister of industry |
    deputy industry minister | minister of industry
local = industrial parks company | industrial towns company | industrial estates company |
    industry, mining and trade department | industry, mining, and trade department | industry,
    mining and trade organization | industry, mining, and trade organization | industry, mine
    and trade organization | industry, mine, and trade organization | organization of industry
    | department of industry | small and medium sized enterprises support | industrial estates
    corporation

[figure]
same = the number dropped | the number fell | the number rose | the number increased |
    the number decreased | the number declined | the number grew | the number is now | the figure is now | the number now stands at | the number has now reached |
    it was | it stood at | it reached | the number hit | the number reached | the number stood | this figure | the figure | that figure | the figure was | this number
number = the stock of | stock of | the number of | number of

[city]
Khorasan Razavi = mashhad
East Azarbaijan = tabriz
West Azarbaijan = urmia | orumiyeh
Khuzestan = ahvaz | abadan
Fars = shiraz
Gilan = rasht
Mazandaran = sari
Golestan = gorgan
Hormozgan = bandar abbas
Markazi = arak | saveh
Kordestan = sanandaj
Lorestan = khorramabad
South Khorasan = birjand
North Khorasan = bojnourd
Isfahan = kashan

[label]
label = article | articles | note | notes | clause | clauses | paragraph | paragraphs | section |
    sections | no | nos | number | phase | phases | page | pages | p | pp | chapters | table |
    tables | annex | appendix | law | tel
    | phone | code | id | step | chapter | covid | iso | isic | g | q | rank | ranked | euro |
    top
"""
