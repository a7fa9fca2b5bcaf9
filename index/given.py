"""Given names that are mostly a man's or mostly a woman's; those borne by both alike are told by neither."""

MEN = frozenset(
    """aaron abdel abdul abdullah abraham adam adrian ahmad ahmed al alan albert alberto alec alejandro alexander
    alfred ali allan allen alvin amir anders andre andrei andres andrew andrés andy angel angelo anthony antonin
    antonio antony antónio archie ari arne arnold arthur arturo asher augustus austin avi ban barack barney
    barry bart bashar ben benedict benito benjamin bernard bernie bert bill billy binyamin björn bo bob bobby
    boris boyd brad bradley brandon brendan brent bret brett brian brock bruce bruno bryan bryce byron caleb
    calvin cameron carl carlos carlton carter cecil cesar chad charles charlie chester chris christian christoph
    christopher chuck clarence clark claude clay clayton cliff clifford clint clinton clive cody colin conor
    conrad corey cory craig curt curtis cyril dale damian damon dan daniel danny darrell darren darryl dave
    david davis dean denis dennis derek derrick desmond devin dick diego dinesh dmitri dmitry dominic don donald
    donnie doug douglas drew duane duncan dustin dwayne dwight earl ed eddie edgar edmund eduardo edward edwin
    eli elias elijah elliot elliott elmer emil emile emilio emmanuel enrique eric erik ernest ernesto ethan
    eugene evan everett ezra federico felix ferdinand fernando floyd francis francisco francois frank franklin
    franz françois fred freddie frederick friedrich fritz garrett garry gary gavin gene geoff geoffrey george
    gerald gerard gerardo gerhard gerry gil gilbert giovanni giuseppe glen glenn gonzalo gordon graham grant
    greg gregg gregory grover guillermo gus gustavo guy hal hank hans harold harris harrison harry harvey hassan
    hector heinrich heinz henri henry herb herbert herman homer horace howard hubert hugh hugo humberto hussein
    ian ibrahim igor ira irving isaac isaiah ismail ivan jack jackson jacob jacques jad jair jake jamal james
    jamie jamieson jan jan-werner jared jason javier jay jean jeb jed jeff jefferson jeffrey jens jerald
    jeremiah jeremy jerome jerry jesse jesus jesús jim jimmy joachim joao joaquin joe joel joey johan johann
    john johnny jon jonah jonas jonathan jorge jose joseph josh joshua josiah josé juan judd jules julian julio
    julius justin jürgen karl keir keith kellen ken kenneth kent kevin khalid khizr kirk klaus kofi konrad
    kristian kurt kyle lachlan lance larry lars lawrence lech lee len lenny leo leon leonard leonid leroy les
    lester levi lewis liam lincoln linus lionel lloyd lorenzo lou louis luc lucas luigi luis luka luke luther
    lyle lyndon mahmoud malcolm manny manuel marc marcel marco marcos marcus mario mark marshall martin marty
    marvin mateo mathew matt matteo matthew matthias maurice max maxwell mehdi mel melvin michael michel miguel
    mike mikhail miles milo milton mitch mitchell mitt mohamed mohammad mohammed monte morris moses muhammad
    murray mustafa narendra nate nathan nathaniel neal ned neil nelson newt nicholas nick nicolas nigel nikolai
    noah noel norman olaf oleg oliver omar orlando orrin oscar otto owen pablo paolo pat patrick paul pavel
    pedro percy perry pete peter petr phil philip philippe phillip pierre piers rafael raheem rahul rainer ralph
    ramon rand randall randolph randy raphael rashid raul ray raymond raúl recep reggie reginald reince rene
    rené rex ricardo rich richard rick ricky rikkie roald rob robby robert roberto rod rodney rodrigo roger
    roland rolf roman ron ronald ronnie rory ross roy ruben rudolph rudy rupert russ russell ryan sajid salman
    salvador sam sammy samuel saul scott sean sebastian serge sergei sergey sergio seth shane shaun shawn
    sheldon sherman sidney silvio simon sol solomon spencer stan stanley stefan stephan stephen steve steven
    stewart stu stuart sven søren tad tariq ted terrence terry thaddeus theo theodore thomas tim timothy tobias
    toby todd tom tomas tommy tony travis trent trevor tucker tyler ulysses viktor vince vincent vinnie vladimir
    volodymyr wade wallace wally walt walter ward warren waverly wayne wendell wesley whit wilbur wilhelm will
    willard william willie wilson winston wolfgang woodrow wyatt xavier yasser yitzhak yuri yusuf zach zachary
    zack łukasz""".split()
)
WOMEN = frozenset(
    """abby abigail ada adele adriana agnes aisha alexandra alexandria alexis alice alicia alison allison alma
    alyssa amanda amber amelia amy ana anastasia andrea angela angelica angelina angie anita ann anna annabelle
    anne annette annie antonia april ariana arianna arlene audrey aung autumn ava ayanna barbara beatrice becky
    belinda bernadette bernice beth bethany betsy betty beverly bianca bonnie brenda bridget brittany camila
    camille candace candice cara carla carly carmen carol carole carolina caroline carolyn carrie cassandra
    catherine cathy cecilia celeste celia charlene charlotte chelsea cheri cheryl chloe christiane christie
    christina christine chrystia cindy claire clara claudia colleen condoleezza connie constance cora courtney
    crystal cynthia daisy dana danielle daphne dawn debbie deborah debra deirdre delia dena denise diana diane
    dianne dilma dolores donna doris dorothy edith eileen elaine eleanor elena elisa elise eliza elizabeth ella
    ellen eloise elsa emily emma erica erika erin esther ethel eugenia eva evelyn fatima faye felicia fiona
    florence frances francesca gabriela gabrielle gail geneva georgia geraldine gertrude gillian gina giorgia
    gladys gloria grace greta gretchen gwen gwendolyn hannah harriet hazel heather heidi helen helena hilary
    hillary holly hope huma ida ilana ilhan imelda ines ingrid irene iris isabel isabella ivana ivanka jacinda
    jackie jacqueline jaime jane janelle janet janice janine jasmine jean jeanette jeanne jeannie jen jenna
    jennifer jenny jessica jill jo joan joanna joanne jocelyn jodi jomana josephine joy joyce juanita judith
    judy julia juliana julianne julie juliet june kamala kara karen karin karine karla kate katharine katherine
    kathleen kathryn kathy katie katrina kay kayla kayleigh kellyanne kelsey kendra kerry khadija kim kimberly
    kirsten kirstjen krista kristen kristin kristina kristine lara latoya laura lauren laurie leah leila lena
    leslie leticia lila lillian lily linda lindsay lisa liz liza lois lolita loretta lori lorraine louise lucia
    lucille lucy lydia lynn mabel madeleine madeline madison maggie malala malia mandy marcia margaret margarita
    marge margot maria mariam marian marianne marie marilyn marina marine marion marissa marjorie marla marlene
    marsha martha mary maryam matilda maureen maxine maya megan melania melanie melinda melissa mercedes
    meredith michele michelle mildred mimi mindy miranda miriam moira molly mona monica myra nadia nancy naomi
    natalia natalie natasha neera nellie nicola nicole nikki nina nora norma octavia olga olivia oprah paige pam
    pamela park patricia patty paula pauline pearl peggy penelope penny phoebe phyllis priscilla priya rachel
    ramona rashida rebecca regina renee rhonda rita roberta robin robyn rochelle rosa rosalind rose rosemary
    roxanne ruby ruth sabrina sadie sally samantha sandra sara sarah sasha savannah selena selma serena shannon
    sharon sheila shelby shelley shelly sherry shirley silvia simone sofia sonia sophia sophie stacey stacy
    stella stephanie sue susan susana susanna susanne suzanne sybil sylvia tamara tammy tanya tara teresa tessa
    thelma theresa tiffany tina toni tracey trudy tulsi ursula valentina valerie vanessa vera veronica vicki
    vicky victoria viola violet virginia vivian wanda wendy whitney wilma winifred yolanda yvette yvonne zara
    zoe""".split()
)
EITHER = frozenset(
    """alex ashley avery bailey blake bobbie cary casey charlie dakota dominique dorian drew dylan emerson francis
    frankie hayden hollis hunter jaime jamie jan jean jin jo jody jordan jules kelly kendall kerry kim kit kris
    kristian lane lee leslie li lindsay lindsey logan loren lou lynn marion merle micah ming morgan noel parker
    pat peyton ping quinn reese riley robin rowan sage sam sandy sasha shannon shelby sidney skyler stacy stevie
    sydney taylor terry tracy val wei xi yi""".split()
)
GIVEN = MEN | WOMEN | EITHER


def given_gender(name: str) -> str | None:
    """Whether a given name is a man's ("m") or a woman's ("f"), None where it may be either or is not known."""
    low = name.lower()
    if low in EITHER or (low in MEN) == (low in WOMEN):
        return None
    return "m" if low in MEN else "f"
