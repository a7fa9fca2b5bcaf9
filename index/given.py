"""Given names that are mostly a man's or mostly a woman's; those borne by both alike are told by neither."""

MEN = frozenset(
    """aaron abbas abdallah abdel abdelaziz abdul abdulaziz abdullah abdulrahman abiodun abraham abubakar achim adam
    adebayo adel ademola adil adnan adrian ahmad ahmed ahmet aidan ajay akash akbar akinwumi akira akram akshay
    al alain alan alasdair alastair albert alberto alec aled alejandro aleksandr aleksei alessandro alessio
    alexander alexei alexey alf alfie alfonso alfred ali aliko alistair allan allen alois alok alun alvaro alvin
    amin aminu amir amit amitabh amos amr anand anas anatoly anders andre andreas andrei andrej andres andrew
    andrzej andrás andrés andy angel angelo anibal anil ankit anthony antoine antonin antonino antonio antonis
    antony antti antónio anwar apostolos archie ari arjun arkady armand armando armin arnaud arne arnold artem
    arthur artur arturo arun arvid arvind asher ashok ashraf asif aslam attila atul augustus aurelio austin avi
    avigdor aviv avraham axel ayman ayodele aziz babatunde balázs ban bandar baptiste barack barnaby barney barry
    bart bartholomew bashar bassam bassem bastian bastien ben benedict bengt benicio benito benjamin benny benoit
    benoît bernard bernd bernhard bernie bert bertie bertrand bezalel bharat bilal bill billy binyamin björn bo
    boaz bob bobby bogdan bohdan boris boubacar boyd brad bradley brandon branko brendan brent bret brett brian
    brock brody bruce bruno bryan bryce bryn burak byron béla caleb callum calvin cameron camilo carl carlo
    carlos carlton carter cathal cecil cedric cem cesar cesare chad charles charlie chester chidi chinedu chris
    christian christoph christopher christos chuck chukwuma ciaran ciarán cillian clarence clark claude claudio
    claus clay clayton cliff clifford clint clinton clive cody colby cole colin conor conrad corey cormac cory
    costas craig crispin cristian cristiano cristobal csaba curt curtis cuthbert cyril dafydd daisuke dale dalton
    damian damien damir damián damon dan daniel danny dante dario darius dariusz darragh darrell darren darryl
    dave david davide davis dean declan deepak dejan demetrius denis dennis denys denzil derek dermot derrick
    deshawn desmond detlef devin diarmuid dick didier diego dieter dietmar dilip dimitrios dimitris dinesh diogo
    dirk dmitri dmitry dmytro domenico domingo dominic dominick dominik don donal donald donato donnie donovan
    doug dougal douglas dov dragan drew duane dumitru duncan dusan dustin dwayne dwight dylan eamon eamonn earl
    eberhard ed eddie edgar edmund edoardo edouard eduard eduardo edward edwin eero efrain egon ehsan ehud einar
    eirik eitan elad eli elias elijah elio elliot elliott elmer elwyn emanuele emeka emil emile emiliano emilio
    emmanuel emmerson emre emrys emyr enda enrico enrique enzo eoin ercan erdem eric erich erik erling ernest
    ernesto ernst erwin espen esteban ethan etienne ettore euan eugene evan evangelos everett evgeny ewan ewen
    eyal ezekiel ezequiel ezio ezra fabian fabien fabio fabrice fabricio fabrizio facundo fadi fahad fahd faisal
    farid faris farouk fawaz feargal fearghal federico felipe felix ferdinand ferenc fergal fergus fernando
    festus fidel filippo finn fintan flavio florent florian florin floyd francis francisco francois frank
    franklin franz françois fraser fred freddie frederic frederick friedrich fritz frédéric fuad fyodor gabor
    gadi gareth garrett garry gary gaspar gaston gaurav gavin gaël geir gene gennady gennaro geoff geoffrey georg
    george georges georgios geraint gerald gerard gerardo gerd gerhard germán gerry gervase gethin ghassan
    gheorghe giacomo gianluca gianluigi gianni giannis gideon gil gilad gilbert gilberto giles gilles gino giorgi
    giorgio giorgos giovanni giulio giuseppe glen glenn godwin gonzalo gonçalo goodluck gopal goran gordon
    gottfried graham grant greg gregg gregory grigory grover grzegorz grégoire guillaume guillermo gunnar gunter
    gunther gus gustaf gustave gustavo guy gwilym gwyn györgy gábor gérard günter günther haakon habib haider
    haim hakeem hal halvor hamad hamid hamish hamza hani hank hannes hans harald hari harish harold haroon harris
    harrison harry hartmut haruto harvey hassan hatem hazem hector hefin heikki heiko heinrich heinz helmut
    hemant hendrik henning henri henrik henry herb herbert herman hernán hervé hideki hideo hiroki hiroshi hisham
    holger homer horace horacio horst hosni hossam hossein howard hubert hudson hugh hugo humberto humphrey
    hussain hussein huw hywel håkon héctor iain ian ibrahim ichiro idris ieuan ifeanyi ignacio igor ihab ihor
    ilkka ilya imad imran imre ingo ingvar inigo ioan ioannis iqbal ira irakli irving isaac isaiah isidro ismael
    ismail issam istván itamar ivan ivar ivo ivor iván iwan jacek jacinto jack jackson jacob jacopo jacques jad
    jagdish jair jake jakob jakub jalal jalen jamal james jamie jamieson jamil jan jan-werner janusz jared jari
    jarosław jarvis jason jasper jatin javad javier jawad jaxon jay jean jeb jed jeff jefferson jeffrey jens
    jerald jeremiah jeremy jermaine jerome jerry jerzy jesse jesus jesús jim jimmy jiri jitendra jiří joachim
    joao joaquin joaquín jochen joe joel joey johan johann johannes john johnny jolyon jomo jon jonah jonas
    jonathan jorge jose joseph josh joshua josiah josip josé jozef joël juan judd juha juhani jukka jules julian
    julien julio julius julián junichiro jussi justin jános jérôme józef józsef jörg jørgen jürgen kaleb kalle
    kamal kamil kamran kapil kareem karim karl karthik katsuya kazuhiro kazuki kazuo keiji keir keith kellen
    kelvin kemal ken kendrick kenichi kenji kenneth kent kenta kevin khaled khalid khalil khizr kieran kimmo
    kirill kirk kishore kjell klaus knud knut kofi koichi konrad konstantin konstantinos kostas krishna kristian
    krzysztof kumar kurt kwaku kwame kwasi kyle kyriakos lachlan ladislav lamar lance landon larry lars laszlo
    laurent laurie lautaro lawrence leandro lech lee leif len lennart lenny leo leon leonard leonardo leonel
    leonid leroy les lester leszek levi lewis liam lincoln linus lionel lisandro liviu lloyd loic lorcan lorenzo
    lothar lou louis loïc lubomir luc lucas lucian luciano lucien lucio ludwig luigi luis luka lukas luke luther
    lutz lyle lyndon lászló maciej magnus mahdi mahesh mahmood mahmoud majed majid makoto maksim maksym malcolm
    malik mamadou manfred manish manny manoj manolis mansour manuel marc marcel marcin marco marcos marcus marek
    mariano mario marius mariusz mark markku markus marshall martin marty martyn martín marvin marwan masahiro
    masao masato massimo mateo mateusz mathew mathias mathieu matt matteo matthew matthias matthieu matti maurice
    mauricio maurizio mauro max maxence maximilian maximiliano maxwell mazen mehdi mehmet mel melvin menachem
    mervyn michael michel miguel mihai mikael mike mikhail mikkel mikko miklós milan miles milo milorad milos
    miloš milton mircea miroslav mirosław mitch mitchell mitt mohamad mohamed mohammad mohammed mohan mohit
    mohsen monte montgomery moritz morris morten moses moshe moussa muhammad muhammadu muhammed mukesh munir
    murat murray musa mustafa mustapha mykhailo mykola nabil nadav nader nadir naftali naguib naji naoki narendra
    naresh nasir nasser natan nate nathan nathaniel naveen navin nawaf neal ned neil nelson nenad nestor neville
    newt nicholas nick nicolae nicolas nicolás niels nigel nikhil nikola nikolai nikos nils nino nissim nitin
    nizar noah nobuo noel nolan norbert norman nouri noël néstor obinna octavio ofer ohad oisin oisín ola olaf
    olav ole oleg oleh oleksandr oleksii oleksiy oliver olivier olli olumide olusegun omar omer ondrej oren
    orlando orrin orville osamu oscar osman osvaldo oswald otmar otto ousmane ovidiu owen paavo pablo padraig
    panagiotis pankaj panos paolo parth pascal pascual pasquale pat patrice patricio patrick patryk paul paulo
    pavel pavlo pavlos peder pedro pekka percy perry pete peter petr petri petros petter phil philip philippe
    phillip piero pierre piers pietro piotr poul pradeep prakash pranav prasad praveen preston pádraig péter
    qasem qassem quentin quincy quinton radek radosław radu rafael rafał rafik raheem rahul rainer raj rajan
    rajat rajeev rajendra rajesh rajiv rakesh ralf ralph raman ramesh rami ramiro ramon ramzi ramón rand randall
    randolph randy ranjit raphael rashid rasmus rauf raul ravi ravindra ray raymond raúl recep reggie reginald
    reinaldo reince reinhard reinhold remi remy renato rene renzo rené reuven rex reza rhett rhodri rhys riad
    ricardo riccardo rich richard rick ricky rikkie rishi risto roald rob robby robert roberto rocco rod roderick
    rodney rodolfo rodrigo rogelio roger rohan rohit roland rolf romain roman román ron ronald ronan ronen ronnie
    rory roscoe roshan ross rotimi roy ruairi ruben rubén rudolph rudy rufus rune rupert ruslan russ russell
    rustam ryan ryota ryszard ryuichi régis rémi rüdiger saad sachin sadio saeed saif sajid salah saleh salem
    salim salman salvador salvatore sam samer sami samir sammy samuel sandeep sandor sandro sanjay sanjeev
    santiago santosh satish satoshi saud saul saurabh saúl scott seamus sean sebastian sebastián segun seiji
    sekou selim selwyn seppo serge sergei sergey sergio serhii serhiy seth seymour shafiq shahid shane sharif
    shashi shaul shaun shawn sheldon sherif sherman shigeru shimon shinichi shinji shinzo shivam shlomo shota
    shunsuke sid siddharth sidney siegfried sigmar sigurd silas silvano silvio simon simón sipho siya slobodan
    sol solomon sorin spencer spyros stan stanislav stanisław stanley stavros stefan stefano steffen steinar
    stelios stepan stephan stephen steve steven stewart stig stu stuart stéphane subhash sudhir sulaiman suleiman
    sunil suraj suresh svein sven sverre sylvain szymon sándor séamus sébastien sören søren tad tadashi tahir
    takahiro takashi takeshi takuya talal tamer tamim tamás tapio taras tarek tariq taro tarun tatsuya tayyip ted
    teddy teemu tendai teodoro terence terrell terrence terry tetsuya thabo thad thaddeus theo theodore thibault
    thierry thomas thorbjorn thorsten tibor tim timo timothy tobias toby todd tom tomas tomasz tommaso tommy
    tomás tomáš tony torbjørn tore torquil torsten toru toshihiro toshio traian travis trent trevor trey tristan
    tristram trond tucker tunde tuomas tyler tyrell tyrone uday ugo uhuru ulf ulrich ulysses umar umberto umesh
    uri usama usman uwe vaclav vadim valentin valery vasile vasily vasyl vaughn vicente vidar viggo vijay vikas
    vikram viktor ville vinay vince vincent vincenzo vinnie vinod vipin virat virgil vishal vitali vitaly vito
    vittorio vivek vladimir vladimír vladislav volker volodymyr vyacheslav václav víctor wade wael waleed walid
    wallace wally walt walter walther ward warren wasim waverly wayne wendell werner wesley weston whit wilbur
    wilf wilfred wilfredo wilfried wilhelm will willard willi william willie willy wilson winfried winston witold
    wojciech wolfgang woodrow wyatt xavier yaakov yahya yair yakubu yanis yann yannick yannis yariv yaroslav yash
    yasin yasir yasser yassin yasuhiro yasuo yegor yehuda yevgeny yigal yitzhak yoav yogesh yoichi yoshihide
    yoshihiko yoshihiro yossi younis yousef youssef yousuf yoweri yuji yukio yuri yuriy yusuf yusuke yuta yves
    zach zachary zack zain zakir zane zayed zbigniew zdenek ziad zoltan zoltán zoran zsolt zubair álvaro ángel
    édouard émile étienne íñigo øystein łukasz""".split()
)
WOMEN = frozenset(
    """aarti abby abena abigail ada adele adriana agnes agnieszka aileen ailsa aine aisha aisling akiko akosua alana
    aleksandra alessandra alessia alexandra alexandria alexis alice alicia alina alisha alison aliyah allison
    alma alyssa amal amanda amara amber amelia amina aminata amrita amy ana anastasia andrea angela angelica
    angelina angie anika anita anjali ann anna annabelle anne annette annie anouk antonia anushka aoife april
    archana ariana arianna arlene arlette asha ashwini asma astrid asuka audrey aung aurelia autumn ava ayaka
    ayako ayanna ayesha ayse barbara beata beatrice beatriz becky belinda bernadette bernice berta beth bethany
    betsy bettina betty beverly bhavna bianca birgit blanca blanche bonnie brenda bridget brigid brigitte
    brittany bronagh bronwen bronwyn caitlin caitriona camila camille candace candice cara carla carly carmel
    carmen carol carole carolina caroline carolyn carrie cassandra caterina catherine cathleen cathy catriona
    cecilia celeste celia ceri charlene charlotte charu chelsea cheri cheryl chiara chimamanda chitra chloe
    christiane christie christina christine chrystia ciara cicely cindy claire clara clare claudia clementine
    clodagh colleen condoleezza connie constance consuelo cora cordelia corinne courtney crystal cynthia dagmar
    daisy dalia dana danielle danuta daphne dawn debbie deborah debra deepa deepika deirdre delia dena denise
    diana diane dianne dilma divya dolores dominika donna doreen doris dorota dorothy edith edna eileen eilidh
    eimear elaine eleanor elena eleni eleonora elin elisa elisabeth elise eliza elizabeth ella ellen ellie eloise
    elsa elspeth emer emiko emilia emily emma emmanuelle enid erica erika erin esme esperanza estelle esther
    ethel etta eugenia eunice eva evelyn evie ewa fatema fatima fatimah fatma faye federica felicia fiona
    fionnuala flora florence folasade frances francesca freda freya funmilayo fátima gabriela gabrielle gail
    geeta geneva genevieve geneviève georgia georgie georgina geraldine gerda gertrude gillian gina giorgia
    giovanna gisela gita giulia gladys gloria grace grainne greta gretchen gráinne guadalupe gudrun gwen
    gwendolyn gwyneth hafsa haley halima hana hanan hanna hannah harriet haruka hayley hazel heather heidi heike
    helen helena helga henrietta hermione hilary hilda hildegard hillary hiroko hollie holly hope huma ida ilana
    ilhan iman imani imelda imogen indira ines inga inge ingeborg ingrid inés ioanna irena irene irina iris
    isabel isabella ishbel isla isobel ivana ivanka ivy iwona jacinda jacinta jackie jacqueline jacqui jadwiga
    jaime jamila jane janelle janet janice janine jasmine jaya jayne jean jeanette jeanne jeannie jemima jemma
    jen jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn jodi jomana josephine joy joyce juanita
    judith judy julia juliana julianne julie juliet june junko jutta jyoti kalpana kamala kamila kaori kara karen
    karin karine karla karolina kasia katarina katarzyna kate katerina kath katharine katherine kathleen kathryn
    kathy katie katja katrin katrina kavita kavya kay kayla kayleigh kazuko keeley keiko keira kellyanne kelsey
    kendra kerry kerstin khadija khadijah kiera kim kimberly kirsten kirstie kirstjen kirsty krista kristen
    kristin kristina kristine kumiko kyoko laila lakshmi lalita lara larisa latifa latoya laura lauren laurie
    laxmi leah leanne leela leila lena leonie leslie leticia letitia lidia lila liliana lillian lily linda
    lindsay linnea lisa liz liza lizzie lois lolita loretta lori lorna lorraine louise lourdes lucia lucille
    lucinda lucy lucía ludmila luisa lydia lynda lynn lynne lynsey lyudmila mabel madeleine madeline madhuri
    madison magda magdalena maggie mairead mairéad maisie malala malgorzata malia mandy manuela marcia maren
    margaret margarita marge margot maria mariam marian mariana marianne maribel marie mariella marija marika
    mariko marilyn marina marine marion marisa marisol marissa marit marjorie marla marlene marsha martha mary
    maryam masako masha matilda matilde maud maureen mavis maxine maya mayumi małgorzata meena meera megan megha
    megumi mei melania melanie melina melinda melissa mercedes meredith meryem mette michele michelle michiko
    midori mildred milena millicent mimi mindy minnie miranda mireille miriam misaki moira molly mona monica
    monika monique morag muna muriel myra myrtle nabila nadezhda nadia nadine nafisa naima nalini namrata nancy
    nandini naoko naomi nasreen nasrin natalia natalie natalya natasha neelam neera neha nell nellie nerys ngozi
    niamh nicola nicole nicolette nikki nina nirmala nisha noor nora noreen noriko norma noura nuala nusrat
    octavia odile oksana olena olga olha olivia oonagh oprah orla paige pallavi paloma pam pamela park parveen
    patricia patty paula pauline pearl peggy penelope penny petra philippa phillipa philomena phoebe phyllis
    pilar pippa pooja poonam portia pratibha preeti priscilla priti priya priyanka rachael rachel radha rajni
    ramona rania raquel rashida rashmi rebecca reem regina rehana reiko rekha renata renee reshma rhiannon rhonda
    rita riya roberta robin robyn rochelle roisin rosa rosalie rosalind rosalyn rosamund rosanna rosario rose
    roseanne rosemary rosie rosita roslyn rowena roxana roxanne ruby rukhsana ruth róisín sabina sabrina sachiko
    sadia sadie safia saira sakshi sakura sally salma samantha samia samina sana sandra sangeeta sania saoirse
    sapna sara sarah sarita sasha savannah savita seema selena selma serena shabana shabnam shalini shamima
    shanice shannon sharmila sharon shazia sheela sheila shelby shelley shelly sherry shilpa shirley shivani
    shobha shona shreya shruti sian sigrid silke silvia simone simran sinead sinéad siobhan siobhán sita siân
    smita smriti sneha sofia solveig sonal sonali sonia sophia sophie soraya sorcha stacey stacie stacy stella
    stephanie sudha sue sujata sunita supriya susan susana susanna susanne sushma suzanne svetlana swati sybil
    sylvia sylvie tabitha tahira tamara tammy tamsin tanvi tanya tara tatiana tatjana tatyana teresa tessa thandi
    thelma theresa tiffany tilda tilly tina tomoko toni tracey trish trisha trudi trudy tulsi uma urmila ursula
    urszula usha ute vaishali valentina valeria valerie vandana vanessa varsha veena vera veronica veronika vicki
    vicky victoria vidya viola violet violeta virginia vivian vivien vivienne véronique wanda wendy whitney wilma
    winifred winnie xanthe ximena yara yasmin yasmina yasmine yasuko yesenia yetunde yoko yolanda yolande yoshiko
    yukiko yulia yuliia yuliya yumi yumiko yuriko yvette yvonne zahra zainab zara zarina zeinab zelda zeynep zoe
    zofia zoya zuzana áine""".split()
)
EITHER = frozenset(
    """alex andrea ariel ashley avery bailey blake bobbie bola cary casey charlie dakota dara dominique dorian drew
    dylan emerson francis frankie gurpreet harpreet hayden hollis hunter jaime jamie jan jaspreet jean jin jo
    jody jordan jules kelly kendall kerry kim kiran kit kris kristian lane lee leslie li lindsay lindsey logan
    loren lou lynn manpreet marion merle micah ming morgan nana nikita noam noel parker pat peyton ping quinn
    reese riley robin rowan sage sam sandy sasha shannon shelby sidney skyler stacy stevie suman sydney tal
    taylor terry tracy val wei xi yi yuki""".split()
)
GIVEN = MEN | WOMEN | EITHER


def given_gender(name: str) -> str | None:
    """Whether a given name is a man's ("m") or a woman's ("f"), None where it may be either or is not known."""
    low = name.lower()
    if low in EITHER or (low in MEN) == (low in WOMEN):
        return None
    return "m" if low in MEN else "f"
