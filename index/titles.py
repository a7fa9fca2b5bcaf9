"""Words that stand before or after names: titles, jobs, what organisations are called, places."""

ABBREVIATED = {
    "sen": "senator", "sens": "senators", "rep": "representative", "reps": "representatives", "gov": "governor",
    "gen": "general", "lt": "lieutenant", "col": "colonel", "maj": "major", "capt": "captain", "sgt": "sergeant",
    "adm": "admiral", "prof": "professor", "dr": "doctor", "rev": "reverend", "hon": "honorable", "pres": "president",
    "gop": "republican", "cmdr": "commander", "fr": "father", "ag": "attorney", "del": "delegate",
    "cllr": "councillor", "ald": "alderman", "revd": "reverend", "msgr": "monsignor", "insp": "inspector",
    "det": "detective", "supt": "superintendent", "cst": "constable", "cpl": "corporal", "pte": "private",
    "pvt": "private", "brig": "brigadier", "atty": "attorney", "amb": "ambassador", "adv": "advocate",
}  # fmt: skip
CASED = {
    "Sec": "secretary", "PC": "constable", "WPC": "constable", "PCSO": "officer", "DC": "constable", "DS": "sergeant",
    "DI": "inspector", "DCI": "inspector", "DSI": "superintendent", "Con": "constable",
}  # titles in these letters alone: "SEC" and "Di" are none  # fmt: skip
POINTED = "|".join(
    """Mr Mrs Ms Mx Dr Rep Reps Sen Sens Gov Govs Gen Lt Col Sgt Capt Prof Rev Revd Adm Maj Pres Hon Cmdr Supt Del Cllr
    Ald Msgr Fr Insp Det Cst Cpl Pte Pvt Brig Atty Amb Sec Adv Assoc Asst Ch Smt""".split()
)  # that a period follows, and then a name; a pattern
HONORIFICS = frozenset(
    "mr mrs ms mx miss sir dame lord lady baroness dr prof rev fr madam mme monsieur shri smt maulana swami".split()
)
MEN_S = frozenset("mr sir lord king prince father brother husband son uncle duke monsieur fr pope shri".split())
WOMEN_S = frozenset(
    "mrs ms miss dame lady baroness queen princess mother sister wife daughter aunt duchess madam mme smt".split()
)
JOBS = frozenset(
    """accountant activist actor actress administrator admiral adviser advisor agent aide alderman ambassador
    analyst anchor anchorman anchorwoman angler anthropologist appellant apprentice archaeologist archbishop
    archdeacon architect archivist artist assemblyman assemblymember assemblywoman assistant astronaut astronomer
    astrophysicist athlete attorney auctioneer auditor aunt author ayatollah baker banker barrister batsman
    batter billionaire biographer biologist bishop blogger boss botanist boxer brigadier broadcaster broker
    brother builder bursar businessman businesswoman busker butcher bystander cameraman campaigner candidate
    captain cardinal carer caretaker caterer cellist ceo cfo chair chairman chairman-elect chairperson chairwoman
    chancellor chaplain chef chemist chief choreographer cinematographer claimant cleaner cleric clerk
    climatologist clinician co-author co-chair co-director co-founder co-leader co-owner coach cofounder
    collector colonel columnist comedian commander commentator commissioner committeeman committeewoman commuter
    complainant composer comptroller congressman congressperson congresswoman conservationist conservative
    constable constituent consul consultant contender contractor controller convener convenor coo coordinator
    coroner corporal correspondent costumier councillor councilman councilmember councilor councilwoman counsel
    courier cousin critic crofter cto curate curator cyclist dancer daughter deacon dean defendant defender
    delegate democrat demonstrator dentist deputy dermatologist designer detective developer dictator dietitian
    diplomat director doctor donor doorman driver drummer ecologist economist editor electrician emir engineer
    engraver entomologist entrepreneur envoy epidemiologist essayist estate-agent evangelist examiner executive
    expert eyewitness farmer father fellow filmmaker firefighter fisherman flanker florist fly-half footballer
    forecaster former founder friend front-runner frontman frontrunner gardener general geneticist geologist
    geophysicist goalie goalkeeper goalscorer golfer governor governor-elect granddaughter grandfather
    grandmother grandson grocer groundsman guitarist guru gymnast hairdresser head headmaster headmistress
    headteacher historian homeowner hopeful host hotelier hunter husband imam immunologist impresario independent
    inspector interviewer inventor investigator investor islander janitor jeweler jeweller jockey journalist
    judge juror justice king labourer lady landlady landlord landowner lawmaker lawyer leader lecturer legislator
    liberal libertarian librarian lieutenant lifeboatman lifeguard linebacker litigant lobbyist lodger logger
    lorry-driver magistrate magnate mahout major manager manufacturer marshal mate mathematician mayor mechanic
    mediator member mep metallurgist meteorologist microbiologist midfielder midwife milliner miner minister
    missionary mla model moderator mogul monsignor mother motorist mp msp musician naturalist negotiator neighbor
    neighbour nephew neurologist neuroscientist neurosurgeon newsreader niece nominee novelist nurse nutritionist
    obstetrician oceanographer officer ombudsman oncologist onlooker operative opponent optometrist organiser
    organizer ornithologist osteopath owner paediatrician painter palaeontologist paleontologist paramedic parent
    parishioner partner passenger passer-by pastor pathologist pediatrician pensioner percussionist pharmacist
    philanthropist philosopher photographer physician physicist physiologist physiotherapist pianist pilot
    pitcher plaintiff planner player playwright plumber podcaster poet policeman policewoman pollster pope
    postman postmaster postmistress pradhan preacher predecessor premier premier-designate presenter president
    president-elect prince princess principal printer producer professor programmer promoter prosecutor protester
    protestor provost psychiatrist psychologist psychotherapist publican publisher pundit quarterback queen rabbi
    radiographer radiologist rancher ranger rapper receptionist recorder rector referee registrar reporter
    representative representative-elect republican researcher resident respondent restaurateur restorer retailer
    retiree reverend rickshaw-driver rival runner running-mate sailor salesman salesperson sarpanch scholar
    scientist screenwriter scriptwriter scrum-half sculptor seamstress secretary seismologist senator
    senator-elect sergeant sergeant-major sheikh sheriff shipbuilder shop-steward shopkeeper shopper shortstop
    showrunner singer sister skater skier skipper smallholder snowboarder socialist sociologist soldier solicitor
    sommelier son songwriter soprano speaker spinner spokesman spokesperson spokeswoman sportsman sprinter star
    steward stockbroker strategist striker strongman student sub-editor sub-inspector submariner successor sultan
    superintendent supervisor supporter surfer surgeon surrogate surveyor swimmer tailor taxi-driver teacher
    technician technologist tehsildar tenant tenor theologian therapist toolmaker toxicologist trader translator
    treasurer trooper trucker trustee tycoon umpire uncle undersecretary undertaker unionist venture-capitalist
    verger vet veteran vicar vice-chair vice-chancellor vice-president vice-principal villager vintner violinist
    virologist vocalist volcanologist volunteer voter warden welder whip whistleblower wholesaler widow wife
    winemaker winger witness worker wrestler writer yachtsman zoologist""".split()
)
LETTERS = frozenset(
    "AC AM AO CBE DBE DSO FRS JD KBE KC MBE MD MEP MLA MP MS MSP OBE PhD QC RN SC TD".split()
)  # that follow a name
TITLED_PLURALS = frozenset("sens reps senators representatives presidents govs governors messrs drs".split())
RANKED = frozenset(
    "vice deputy former ex acting assistant under shadow".split()
)  # whose holder is not the holder of the rest
EPITHETS = frozenset(
    """activist actor actress author billionaire businessman businesswoman candidate comedian congressman
    congresswoman contender democrat entrepreneur front-runner frontrunner governor hopeful host investor
    journalist lawmaker magnate mogul nominee rapper representative republican senator singer star tycoon developer
    neurosurgeon surgeon executive financier veteran""".split()
)  # by which the news calls again whom it is about
UTTERANCES = frozenset(
    """analysis article book column editorial email essay letter memo op-ed paper piece post poll report review speech
    statement story study survey tweet""".split()
)
CANDIDACIES = frozenset("candidate contender front-runner frontrunner hopeful nominee".split())
EMPLOYED = frozenset(
    "adviser advisor aide consultant manager pollster spokesman spokesperson spokeswoman strategist".split()
)
PAIRS = frozenset("couple duo pair".split())
PERSONS = frozenset("man woman boy girl teenager person".split())
OFFICIALS = frozenset(
    """congressman congresswoman governor judge mayor minister president representative senator""".split()
)
PERSONAL = frozenset("companion fan friend mate neighbor neighbour resident star supporter".split())  # ties, no jobs
KIN = frozenset(
    """father mother son daughter brother sister wife husband cousin uncle aunt widow widower nephew niece grandfather
    grandmother grandson granddaughter""".split()
)
ORGANISATIONS = frozenset(
    """academy administration agency airline airlines airport airways alliance army assembly association authority
    ballet bank board brewery brigade broadcasting bureau cabinet campaign cathedral center centre chamber
    charity church cinema clinic club co coalition college commission committee company conference congress
    consortium constabulary convention corp corporation council court daily defense department diocese division
    embassy exchange faculty federation festival force forces foundation front fund gallery gazette government
    group guard guardian herald hospice hospital hospitals hotel house inc infirmary inquiry inspectorate
    institute institution intelligence journal journalism judiciary kremlin laboratories laboratory league
    legislature library llc ltd magazine media ministry mosque motors movement museum nation navy network news
    newspaper observer office opera orchestra organisation organization pac parliament partnership party pentagon
    pharmacy plc police poll polls post press project radio railway railways refinery regulator research reserve
    restaurant review school secretariat seminary senate service services site society spectator standard station
    studios sun super supermarkets survey synagogue system systems taskforce team telegraph theater theatre times
    treasury tribunal tribune trust twitter union university ventures watch website week weekly wire works world
    zoo""".split()
)
FIRMS = frozenset("ag co company corp corporation group holding holdings inc limited llc ltd plc sa".split())
KNOWN_ORGANISATIONS = frozenset(
    """amazon apple axios bloomberg breitbart buzzfeed congress democrats facebook fox gallup google huffpost
    instagram ipsos kremlin marist microsoft newsmax newsweek nielsen parliament pentagon politico quinnipiac
    rasmussen republicans reuters slate snapchat suffolk telemundo tories twitter univision vox wikileaks yougov
    youtube""".split()
)
PLACES = frozenset(
    """afghanistan africa alabama alaska albania aleppo algeria america argentina arizona arkansas armenia asia
    australia austria azerbaijan baghdad bahrain bangladesh beijing belarus belgium berlin bolivia bosnia boston
    botswana brazil britain brooklyn brussels bulgaria burma california cambodia cameroon canada carolina
    chicago chile china cleveland colombia colorado congo connecticut crimea croatia cuba cyprus dakota dallas
    damascus davos delaware denmark denver detroit earth ecuador egypt england eritrea estonia ethiopia eu
    europe finland florida france gaza geneva germany ghana greece guatemala haiti hampshire hawaii heaven
    hollywood honduras houston hungary iceland idaho illinois india indiana indonesia iowa iran iraq ireland
    israel istanbul italy jamaica japan jersey jerusalem kabul kansas kazakhstan kentucky kenya kosovo kuwait
    kyrgyzstan laos latvia lebanon liberia libya lithuania london louisiana luxembourg macedonia madrid maine
    malawi malaysia maldives mali malta manhattan maryland massachusetts mauritius mexico miami michigan
    minnesota mississippi missouri moldova mongolia montana montenegro morocco moscow mosul mozambique myanmar
    namibia nebraska nepal netherlands nevada nicaragua niger nigeria norway ohio oklahoma oman oregon orlando
    pakistan palestine panama paraguay paris pennsylvania peru philadelphia philippines poland portugal qatar
    romania rome russia rwanda scandinavia scotland senegal serbia siberia singapore slovakia slovenia somalia
    spain sudan sweden switzerland syracuse syria taiwan tanzania tehran tennessee texas thailand tokyo tunisia
    turkey u.k u.n u.s uganda uk ukraine un uruguay us usa utah uzbekistan vatican venezuela vermont vienna
    vietnam virginia wales washington wisconsin wyoming yemen york zambia zimbabwe""".split()
)
PLACE_FIRST = frozenset(
    """air american black british capitol central chinese costa democratic east eastern el european federal first
    fort french german grand great hong international iranian islamic israeli japanese lake las latin
    libertarian los middle mount national new north northern puerto republican royal russian saint san santa
    saudi second south southern sri st super supreme third trade united wall west western white""".split()
)
DAYS_AND_MONTHS = frozenset(
    """apr april aug august christmas dec december easter feb february fri friday god jan january jul july jun june
    mar march may mon monday nov november oct october sat saturday sep sept september sunday thanksgiving thu
    thurs thursday tue tues tuesday wed wednesday""".split()
)
OPENERS = frozenset(
    """a about academics according activists added additionally advisers after again against aides all allies also
    although always among an analysts and another any anyone are as ask asked associates at attorneys
    audiences authorities be because been before besides between billionaires both breaking but by can
    candidates conservatives contributed copyright could critics crowds defenders demonstrators despite
    detractors did diplomats do doctors does donors dozens during each earlier economists eight either
    employers enter even ever every everybody everyone exclusive executives experts families fans few figures
    finally first five following for four friends from further furthermore given good guidelines had has have
    he her here him his historians how however hundreds i if image in including indeed instead investigations
    investigators is it its just last later lawmakers lawyers leaders less let liberals like listeners local many
    may maybe me meanwhile men might millennials mine more moreover most mourners much must my neighbors
    neighbours neither never nevertheless next nine no nobody none nonetheless nor not nothing now of
    officials often oh ok okay on once one only opponents or other others our ours over parents participants
    partisans people perhaps photo photos police politicians polls professors progressives projections
    proponents prosecutors protesters read readers regarding related relatives reporters reports researchers
    residents rivals said saying says scholars scientists second seven several she should since six skeptics
    so some somebody someone something sometimes sources speaking spokesman spokesmen spokesperson spokeswoman
    still strategists students studies such supporters surveys teachers ten than that the their them then
    there these they this those though thousands three through to today told tomorrow too two under unless
    unlike until update updated us used users usually very veterans video viewers voters was watch we well
    were what when where whether which while who whom whose why will with within without witnesses women
    workers would years yes yesterday yet you your yours""".split()
)
JOINED_WORKPLACES = frozenset(
    """academy administration agency airline airport alliance assembly association authority bank board broadcaster
    bureau center centre charity church clinic club coalition college commission committee company constabulary
    corporation council court daily department diocese embassy federation firm force foundation gallery
    government group hospice hospital hotel institute library magazine ministry museum network newsletter
    newspaper nonprofit office orchestra organisation organization outlet paper parliament party platform
    publication regulator school senate tabloid theater theatre think-tank tribunal trust union university
    watchdog website weekly zoo""".split()
)
SURNAMES_TOO = frozenset("church post sun star house watch front force school week world".split())
JOBS_OR_SURNAMES = frozenset(
    """author baker bishop butcher cardinal constable deacon dean farmer fellow guru hunter judge king major marshal
    model page player pope prince singer speaker star warden""".split()
)
JOBS_IN_LOWER_CASE = frozenset(
    """angler apprentice auditor baker batsman batter boxer builder butcher caretaker cleaner constituent contractor
    coordinator courier cyclist dancer defender driver examiner farmer fellow fisherman flanker friend gardener
    golfer granddaughter grandfather grandmother grandson guru hairdresser hunter inventor investigator labourer
    logger manufacturer mate miner model nephew niece painter parent passenger planner player presenter printer
    promoter ranger respondent retailer runner sailor singer skater skipper spinner star steward striker surfer
    swimmer tailor technician tenant tenor umpire undertaker vet warden welder wholesaler winger wrestler""".split()
)
FORENAMES_TOO = frozenset("dean major marshal".split())
SEATS = frozenset("MEP MLA MP MSP".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
