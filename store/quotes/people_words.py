"""The closed word classes of naming: titles, roles, bodies, documents, places, and what is no name.

Single ordinary words in lower case. A word may be in several classes; who
asks decides by the words around it.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a list that is written as running text."""
    return frozenset(text.split())


TITLE_GENDER: dict[str, str] = {
    **dict.fromkeys(words("mr mr. sir lord king prince congressman pope father fr sheikh imam"), "m"),
    **dict.fromkeys(
        words("mrs mrs. ms ms. miss mme madame dame lady queen princess sister congresswoman"), "f"
    ),
}
"""Titles before a name that tell its gender."""

COURTESY = words("mr mr. mrs mrs. ms ms. miss mme mme. mlle. messrs messrs. madame sir")
"""Titles that are no role."""

TITLES = COURTESY | words(
    """adm adm. administrator admiral alderman amb amb. ambassador archbishop assemblyman assemblywoman
    attorney attorney-general atty. ayatollah baroness bishop brig brig. brigadier bürgermeister
    candidate capitaine capt capt. captain cardinal chair chairman chairperson chairwoman chancellor
    chief cllr cmdr cmdr. coach col col. colonel commander commander-in-chief commissioner commodore
    comptroller congressman congresswoman constable coordinator corporal councillor councilman
    councilor councilwoman counsel cpl. dame deacon dean del. delegate deputy det det. detective
    director director-general doctor dr dr. editor-in-chief emir emperor envoy father gen gen.
    general gov gov. governor governor-general govs. hon hon. imam insp insp. inspector judge
    justice king lady leader lieutenant lord lt lt. maire maj maj. major marshal mayor mep minister
    ministre mp msp nominee officer pastor patriarch pm pope premier pres pres. president
    president-elect prince princess principal prof prof. professor provost pvt. queen rabbi rep rep.
    representative reps reps. rev rev. reverend sec sec. secretary secretary-general sen sen.
    senator sens sens. sergeant sgt sgt. sheikh sheriff sister solicitor speaker spokesman
    spokesperson spokeswoman sultan superintendent supt supt. taoiseach treasurer undersecretary
    vice-chairman vice-premier vice-president whip"""
)
"""Words that may stand right before a name in capitals: "Foreign Minister Ivan Petrov"."""

ROLES = TITLES | words(
    """abbot academic accountant activist actor actress adviser advisor advocate agent aide alcalde
    alcaldesa alderwoman ally analyst anchor anchorman anchorwoman announcer anthropologist
    archaeologist architect artist assailant assemblymember assistant associate astronaut astronomer
    athlete attacker auditor aunt author backer baker banker bartender billionaire biographer
    biologist blogger boss boy boyfriend broadcaster broker brother builder bundler businessman
    businessperson businesswoman captain carpenter cartoonist celebrity ceo cfo champion chef
    chemist choreographer citizen clerk climatologist co-author co-chair co-chairman co-director
    co-founder co-host coach colleague columnist comedian commentator commissioner committeeman
    committeewoman composer comptroller conductor congressman congressperson conservative consultant
    contender contributor convict cop coroner correspondent councilmember counsellor counselor
    cousin creator criminologist critic curator daughter dealer defendant defender delegada delegado
    democrat demographer dentist deputy deputy-director designer detective developer dictator
    diplomat directeur directora directrice doctor donor dramatist driver economist editor educator
    employee engineer entrepreneur epidemiologist ex-husband ex-president ex-wife executive expert
    farmer father fellow fighter filmmaker financier firebrand firefighter fisherman founder friend
    front-runner frontrunner fundraiser geologist girl girlfriend governor grandfather grandmother
    grandson grower guard guitarist gunman guru hacker head heir heiress historian homemaker hopeful
    host hostess husband hydrologist immigrant incumbent industrialist informant inmate insider
    inspector instructor intern interpreter interviewer inventor investigator investor jihadist
    journalist judge junior jurist lawmaker lawyer leader lecturer legislator liaison liberal
    libertarian librarian linguist lobbyist magnate man manager marine mastermind mate mathematician
    mayor mechanic mediator member mentor merchant meteorologist militant millionaire miner minister
    ministra ministro moderator mogul monarch mother musician narrator negotiator neighbor neighbour
    nephew neuroscientist neurosurgeon niece nominee novelist nun nurse objector observer officer
    official ombudsman operative operator opponent organiser organizer owner painter parent partner
    passenger pastor patient patrona philanthropist philosopher photographer physician physicist
    pianist pilot player playwright poet policeman policewoman politician pollster pontiff portavoz
    practitioner preacher presenter president presidenta presidente priest prisoner producer
    prosecutor protester protestor président présidente psychiatrist psychologist publicist
    publisher pundit questioner reader rebel recorder refugee regent reporter republican researcher
    resident rival runner running-mate sailor salesman scholar scientist screenwriter sculptor
    secretary selectman senator shareholder shopkeeper singer sister socialist socialite sociologist
    soldier solicitor son source specialist spokesman spokesperson spokeswoman staffer star
    statesman statistician stepfather stepmother strategist striker student superdelegate
    superintendent supervisor supporter surgeon surrogate surveyor survivor suspect teacher
    technician teenager televangelist tenant theologian trader tradesman trainer translator
    treasurer trucker trustee tutor tycoon uncle undersecretary vet veteran vice-chair victim
    volunteer voter waiter waitress whistleblower widow widower wife winner witness woman worker
    writer zoologist глава губернатор депутат директор капитан министр представитель президент
    премьер"""
)
"""Nouns for a person by what they do or are."""

ROLE_GENDER: dict[str, str] = {
    **dict.fromkeys(
        words(
            """actor alderman anchorman assemblyman boy boyfriend brother businessman chairman congressman
    councilman father fisherman grandfather grandson husband king man monk nephew policeman pope priest
    prince salesman son spokesman statesman stepfather uncle waiter widower"""
        ),
        "m",
    ),
    **dict.fromkeys(
        words(
            """actress anchorwoman assemblywoman aunt businesswoman chairwoman congresswoman councilwoman
    daughter girl girlfriend granddaughter grandmother heiress hostess mother niece nun policewoman
    princess queen saleswoman sister spokeswoman stateswoman stepmother waitress widow wife woman"""
        ),
        "f",
    ),
}

PLURAL_PEOPLE = words(
    """activists advisers advisors aides all allies americans analysts authorities both candidates
    children critics democrats diplomats doctors economists experts families few investigators investors
    journalists lawmakers lawyers leaders many members men militants most observers officials opponents
    others parents people police prosecutors protesters rebels reporters republicans researchers
    residents scientists senators several soldiers some sources students supporters teachers those
    traders troops voters witnesses women workers"""
)

BODIES = words(
    """academy administration agency airline alliance arm army assembly association authority bank board
    body brand broadcaster bureau business cabinet campaign carmaker center centre chain chamber channel
    charity church city club coalition college commission committee company conference congress
    consortium consulate corporation council country county court daily delegation department developer
    directorate district division embassy employer exchange faction factory federation firm force
    foundation fund giant government group guild hospital house industry institute institution insurer
    intelligence junta jury kremlin lab laboratory legislature lender library magazine maker
    manufacturer military ministry mission monarchy monitor movement municipality museum navy network
    newspaper nonprofit observer office operator opposition organisation organization outlet pac panel
    paper parliament party plant platform police presidency press producer programme prosecution
    province publication publisher quartet railway regime regiment regulator retailer school secretariat
    senate service show side society staff start-up startup state station store studio subcommittee
    supplier syndicate taskforce team think-tank treasury tribunal trust tv union unit university
    utility vatican watchdog website weekly white wing"""
)
"""Nouns for a body of people that can speak: "the ministry said"."""

BODY_WORDS = words(
    """academy act administration affairs ag agency agreement airlines airport airways alliance
    amendment arena army assembly associates association authority avenue award awards bank
    beach beast board boulevard bowl bridge brigade broadcasting bros. brotherhood building
    bureau cabinet campaign casino center centers centre centres chamber chiefs chronicle church
    club co co. coalition college commission committee company confederation conference congress
    constitution consulate convention corp corp. corporation corps council county court day deal
    department directorate dispatch district division dynamics electric embassy emirates
    enterprises examiner exchange federation fellowship festival force forces foundation front
    fund gazette globe gmbh group guard guardians guards guild hall headquarters herald holdings
    hospital hotel house inc inc. industries inquirer inspectorate institute institution
    intelligence international island islands journal journal-constitution kremlin laboratory
    labs lake league legion library llc llp ltd ltd. magazine media ministry mission motors
    movement museum navy network networks news newspaper nv observatory observer office
    organisation organization pac parliament partners partnership party pentagon plaza plc
    police post press project radio register registry relations reserve review rights river road
    sa school secretariat security senate sentinel service services society solutions square
    stadium star-ledger street studios supreme symphony syndicate systems tea team technologies
    television theater theatre times tower treasury treaty tribunal tribune trust tv union
    university valley vatican war watch week"""
)
"""Words that make a run of capitals a body's name: "Ministry of Justice", "Acme Corp."."""

KNOWN_BODIES = words(
    """airbus amazon amnesty apple bloomberg boeing breitbart brexit chevron citigroup cnn congress dnc
    espn exxon exxonmobil facebook fatah gallup gazprom goldman google gop greenpeace hamas hezbollah
    instagram interfax interpol isil isis kremlin lukoil microsoft monmouth msnbc nasdaq nato netflix
    opec oxfam pentagon pew politico quinnipiac reuters rnc rosneft samsung shell snapchat spotify
    starbucks suffolk taliban tass tesla toyota twitter uber unesco unicef vatican volkswagen walmart
    wikileaks xinhua youtube"""
)
"""Bodies so well known that no word beside the name says what they are."""

COMPANIES = words(
    """airline automaker brand business carmaker carrier chipmaker company developer drugmaker firm
    group insurer lender maker manufacturer operator owner producer publisher retailer shipyard start-up
    startup supplier"""
)
"""Nouns by which the same company may be meant."""

DOCUMENTS = words(
    """ad advertisement advisory affidavit agreement analysis announcement app article assessment audit
    autobiography bill biography blog book brief briefing broadcast brochure bulletin cable caption case
    census chapter chart clip column commentary communique communiqué complaint constitution contract
    court-filing cover data database decision declaration decree deposition diary directive disclosure
    dispatch document documentary documents dossier draft e-mail e-mails editorial editorials email
    emails encyclopedia essay estimate estimates evidence excerpt exit-poll feed figures file files
    filing filings film findings flier flyer footage forecast graph guidance guide guidelines handbook
    headline headlines hearing history indictment information instructions interview invitation journal
    law lawsuit leaflet legislation letter letters log manifesto manual measure media memo memoir
    memorandum memos message messages minutes model motion movie narrative news note notes notice
    numbers op-ed opinion order pamphlet paper papers passage petition photo photographs piece plan
    platform play poem policy poll polling polls post poster posting posts profile projection proposal
    provision publication questionnaire rating readout record recording records release report reports
    research resolution results review rule ruling script section sermon sign signs slide slogan song
    source speech spot statement statements statistics statute story studies study subpoena suit summary
    survey surveys tally tape tapes testimony text thread timeline transcript transcripts treaty tweet
    tweets update verdict video videos voice-over volume wording writ writing"""
)
"""Nouns for what is written or shown: "the report said"."""

SPEAKERS = ROLES | BODIES | DOCUMENTS | PLURAL_PEOPLE
"""Nouns for whoever may speak."""

PLACES = words(
    """afghanistan africa ala. alabama alaska albania algeria america amsterdam andorra angeles angola
    ankara antarctica arabia argentina ariz. arizona ark. arkansas armenia asean asia athens atlanta
    australia austria azerbaijan b.c. baghdad bahrain baku balkans bangkok bangladesh barbados barcelona
    beijing beirut belarus belfast belgium belgrade belize benghazi benin berlin bhutan bishkek bolivia
    bosnia boston botswana brasilia brazil britain brunei brussels bucharest budapest bulgaria burma
    burundi cairo calif. california cambodia cameroon canada canberra capitol caracas caribbean carolina
    catalonia chad chechnya chicago chile china cleveland colo. colombia colorado conn. connecticut
    copenhagen crimea croatia cuba cyprus czechia d.c. dakota dallas damascus del. delaware delhi
    denmark denver detroit djibouti doha dominica donetsk dubai dublin e.u. ecuador egypt england
    eritrea estonia ethiopia eu europe fiji finland fla. florida france francisco frankfurt ga. gaza
    geneva germany ghana gibraltar greece greenland grenada guantanamo guatemala guinea guyana haiti
    hamburg hampshire hanoi havana hawaii helsinki herzegovina hill hiroshima honduras houston hungary
    iceland idaho ill. illinois ind. india indiana indianapolis indonesia iowa iran iraq ireland
    islamabad israel istanbul italy jakarta jamaica japan jersey jerusalem johannesburg kabul kan.
    kansas kashmir kazakhstan kentucky kenya kharkiv kherson kiev korea kosovo kuwait ky. kyiv
    kyrgyzstan la. laos latvia lebanon lesotho liberia libya lisbon lithuania london louisiana luhansk
    luxembourg macedonia madagascar madrid maine malawi malaysia maldives mali malta manchester manila
    mariupol maryland mass. massachusetts mauritania mauritius md. melbourne mexico miami mich. michigan
    milan milwaukee minn. minneapolis minnesota minsk miss. mississippi missouri mo. moldova monaco
    mongolia mont. montana montenegro montreal morocco moscow mosul mozambique mumbai munich myanmar
    n.c. n.d. n.h. n.j. n.m. n.y. nairobi namibia nato neb. nebraska nepal netherlands nev. nevada
    nicaragua niger nigeria nordic norway ohio okla. oklahoma oman ore. oregon orlando orleans oslo
    ottawa p.r. pa. pakistan palestine panama paraguay paris pennsylvania peru philadelphia philippines
    phoenix pittsburgh poland portugal prague pretoria pyongyang qatar quebec r.i. riga riyadh romania
    rome russia rwanda s.c. s.d. sarajevo scandinavia scotland seattle senegal seoul serbia shanghai
    siberia sicily singapore slovakia slovenia sochi sofia somalia spain stockholm sudan suriname
    swaziland sweden switzerland sydney syria taipei taiwan tajikistan tallinn tampa tanzania tbilisi
    tehran tenn. tennessee tex. texas thailand tibet timor togo tokyo toronto tripoli tunis tunisia
    turkey turkmenistan u.k. u.n. u.s. uae uganda uk ukraine un uruguay us usa uzbekistan va. vancouver
    vatican vegas venezuela vermont vienna vietnam vilnius virginia vt. w.va. wales warsaw wash.
    washington wis. wisconsin wuhan wyo. wyoming yemen yerevan york zagreb zambia zealand zimbabwe
    zurich"""
)
"""Countries, states and cities: a place name alone is no person."""

PLACE_OPENERS = words("new north south east west northern southern eastern western los san las central")

ADJECTIVES = words(
    """afghan african albanian algerian american arab arabian argentine armenian asian australian
    austrian azerbaijani bahraini bangladeshi basque belarusian belgian bolivian bosnian brazilian
    british bulgarian burmese californian cambodian canadian catholic chechen chilean chinese christian
    colombian congolese conservative croatian cuban cypriot czech danish democrat democratic dutch
    ecuadorian egyptian emirati english eritrean estonian ethiopian european filipino finnish french
    georgian german ghanaian gop greek guatemalan haitian hindu hispanic honduran hungarian icelandic
    independent indian indonesian iranian iraqi irish islamic israeli italian jamaican japanese jewish
    jordanian kazakh kenyan korean kurdish kuwaiti kyrgyz labour lao latin latino latvian lebanese
    liberal libertarian libyan lithuanian macedonian malaysian maltese mexican moldovan mongolian mormon
    moroccan muslim nepalese nicaraguan nigerian norwegian omani orthodox pakistani palestinian
    panamanian paraguayan persian peruvian polish portuguese protestant qatari republican romanian
    russian rwandan saudi scottish senegalese serbian shiite singaporean slovak slovenian somali soviet
    spanish sri sudanese sunni swedish swiss syrian taiwanese tajik tanzanian texan thai tibetan tory
    tunisian turkish turkmen ugandan ukrainian uruguayan uzbek venezuelan vietnamese welsh western
    yemeni zambian zimbabwean"""
)
"""Adjectives of country, creed and party, which print with a capital before a role or a name."""

CALENDAR = words(
    """apr apr. april aug aug. august autumn christmas dec dec. december easter feb feb. february
    friday halloween jan jan. january jul jul. july jun jun. june mar mar. march may monday nov nov.
    november oct oct. october ramadan saturday sep sep. sept sept. september spring summer sunday
    thanksgiving thursday tuesday wednesday winter"""
)

PARTICLES = words(
    "van der den de la le von zu di da del della dos das du bin bint ibn al el ter ten af av y ben abu e"
)
"""Small words inside surnames: "van der Leyen", "de la Cruz", "bin Salman"."""

SUFFIXES = words("jr jr. sr sr. ii iii iv md m.d. ph.d. phd esq esq. mp mep qc kc obe")
"""What may follow a surname and is no part of it."""

MODIFIERS = words(
    """acting administrative advisory affairs agency airport archaeological assistant associate attorney
    bakery bank billionaire business campaign celebrity chief city civil co- communication
    communications company congressional conservative council county court current data defeated defence
    defense democratic deputy design development digital district domestic economic economics education
    eldest election energy environment environmental estate ex-prime ex-vice executive factory farm
    federal fellow field film finance financial fire first foreign former founding fox fund gas general
    global government group gubernatorial harbor harbour health hedge hedge-fund hospital hotel house
    human industry information intelligence interim interior international investment island judicial
    junior labor labour late law lead left-wing legal legislative liberal local long-time longtime
    majority managing market marketing media medical metropolitan military mining minority museum music
    national new news nuclear oil old one-time onetime operations opposition outgoing parliamentary
    party permanent plant police policy political port power presidential press prime principal private
    program programme progressive project provincial public radio rally real reality rear regional
    relations religious research retired right-wing rights rival rules running safety school science
    security senate senatorial senior shipping show special sports staff state store strategic supreme
    talk tax team technology television then then- top town trade transport treasury tv two-time under
    union united university veteran vice village water well-known youngest"""
)
"""Lower-case words that may stand inside a role before its noun."""

FUNCTION_WORDS = words(
    """a about above according across actually added adding advertisement after afterward afterwards again
    against ago ahead all almost alone along already also although always am amid among an analysis and
    another any anybody anyone anything apart are around as aside ask asked asking at away back based be
    because been before behind being below beneath beside besides between beyond both breaking briefly
    but by called can cannot citing clearly could critics despite did do does doing done down due during
    each earlier early editorial eight eighteen either eleven else elsewhere enough especially even
    eventually ever every everybody everyone everything except exclusive experts few fewer fifteen
    finally first five following for four from full further furthermore generally getty given had half
    has have having he hence her here hers herself him himself his hopefully how however i if image in
    indeed initially inside instead into is it its itself just last late lately later least less let
    like likewise little long lots many maybe me mean meantime meanwhile might mine moments more
    moreover most much must my myself near nearly neither never nevertheless next nine no nobody none
    nonetheless nor not notably nothing noting now nowhere obviously of off officials often ok okay on
    once one only onto opinion opposite or originally other others otherwise our ours ourselves out
    outside over overall own past people perhaps photo plus possibly presumably previously privately
    probably publicly quite rather read really recent recently referring regarding related reportedly
    residents responding said same say saying says second separately seven several shall she shortly
    should similarly simply since six so some somebody someone something sometimes somewhere soon
    sources speaking still subsequently such supporters ten than thanks that the their theirs them
    themselves then there thereafter therefore these they thing things third thirteen this those though
    three through throughout thus to today together told tomorrow tonight too toward towards tuesday
    twelve twenty twice two typically ultimately under unfortunately unless unlike until up update upon
    us usually versus very via video was watch we well were what whatever when whenever where whereas
    wherever whether which whichever while who whoever whom whose why will with within without would yes
    yesterday yet you your yours yourself"""
)
"""Words that print with a capital only at the head of a sentence or in a headline."""

PRONOUNS: dict[str, str] = {
    **dict.fromkeys(words("he him his himself il er él он"), "m"),
    **dict.fromkeys(words("she her hers herself elle sie ella она"), "f"),
    **dict.fromkeys(words("they them their theirs themselves"), "p"),
    **dict.fromkeys(words("it its itself"), "n"),
    **dict.fromkeys(words("i me my mine myself"), "1"),
    **dict.fromkeys(words("we us our ours ourselves you your yours"), "1"),
    **dict.fromkeys(words("who whom whose which that"), "r"),
}
"""Pronoun to whom it may stand for: m, f, p(lural), n(euter), 1 (in the talk itself), r(elative)."""

GIVEN_PLACES = words(
    """adelaide alexandria angeles austin brooklyn carolina charlotte chelsea dallas diego florence
    francisco georgia helena houston jackson jordan jose juan kent lincoln london lourdes luis madison
    maria nelson orlando paris san santiago savannah sofia sydney victoria vienna virginia wilson"""
)
"""Given names that are places as well, and tell nothing alone."""

GENERATIONS = words("jr jr. sr sr. ii iii iv")
"""Suffixes that tell father from son, and are printed with the name."""


HEADLINE_SMALL = words(
    """a after amid an and are as at be but by for from if in into is its nor of on or over per than the
    to via vs with"""
)
"""Words that stay small in a headline in title case."""
