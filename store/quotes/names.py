"""Given names and their gender, nicknames, and surnames that stand before the given name.

Plain facts about single words, in lower case: enough to tell that "Ana Ruiz"
is a person and probably "she". A name that is common for men and women alike
is in both lists and says nothing of gender.
"""

from __future__ import annotations

from typing import Literal

Gender = Literal["m", "f", ""]

_MALE = """
aaron abdul abdulaziz abdullah abdulrahman abe abel abiy abraham achim adam adamu adel adnan adolfo adrian
adrien adrián ahmad ahmed ahmet aidan akbar akin akira al alain alan alastair albert alberto albin alec
aleksandar aleksander aleksandr aleksei aleksey alessandro alex alexander alexandre alexandros alexei alexey
alexis alf alfonso alfred alfredo ali alistair allan allen alois alonzo alphonse alvaro alvin amadou amari
amir amit amos anand anatol anatoly anders andre andrea andreas andrei andres andrew andrey andrii andriy
andrzej andrás andré andrés andy angel angelo angus anil antal ante anthony antoine anton antonin antonio
antonis antony antónio anwar archie ari ariel arjun armando armen armin arnaud arne arnold aron art arthur
arturo arun arvind asad asgar asger asher ashraf asif asim aslan atif august augusto aung aurelio austin avi
avigdor axel aziz babak bakari bakr ban barack barnaby barney barry bart bartholomew bas bashar basil ben
benedict benedikt beniamino benigno benito benjamin bennie benny benoit benoît bernard bernardino bernardo
bernd bernhard bernie bernát bert bertie bertrand bezalel bilal bill billy binyamin birk bjorn björn blaine
blake bo bob bobby bogdan boris boyd brad bradley bram brandon branko braxton brendan brent breogán bret brett
brian brock bruce bruno bryan bryce bud buddy burt byron caden caleb calum calvin cameron carl carlo carlos
carlton carmelo carmine carsten carter cary cassius cecil cedric celso cesar cezary chad charles charlie chase
chester chet chip chris christian christoph christophe christopher chuck claes clarence claude claudio
claudius claus clay clayton clement cliff clifford clint clive clyde cody colin connor conor conrad
constantine constantinos corbin corey cormac cornelius cornell cory craig curt curtis cyril cyrus césar dale
dallas damian damien damir damon dan daniel daniele danilo danny dante dario darran darrell darren darryl
daryl dashiell dave david davis davit dean deandre declan delbert demetrios denis dennis denny denys denzel
derek derrick desmond devin dewey dexter dick didier diego dieter dimitri dimitrios dimitris dinesh dino dirk
dmitri dmitrii dmitriy dmitry dmytro dominic dominik dominique don donald donnie doug douglas dragan drew
duane duarte duncan dusan dustin dwayne dwight dylan earl ed eddie edgar edmond edmund edoardo eduard eduardo
edward edwin efrain ehud einar eitan elbert eli elias elie elijah elio elliot elliott ellis elmer elon elton
elvin elvis emad emanuel emerson emery emil emile emiliano emilio emin emmanuel emmett emre enda enrico
enrique enzo eric erich erick erik erkki ernest ernesto ernst errol ervin erwin esteban eswar ethan etienne
eugene eugenio evan everett evgeny evo ezra fabian fabien fabio fabrice fadi faisal farhad farid farouk fayez
federico felipe felix ferdinand ferenc fernando fidel filip filippo fiodor florian floyd francesco francis
francisco franck franco francois frank frankie franklin franz françois fred freddie freddy frederic frederick
fredrik friedrich fritz frédéric fuad fumio fyodor gabor gabriel gabriele gael galen gareth garry garth gary
gaston gavin gene gennady geoff geoffrey georg george georges georgi georgios georgy gerald geraldo gerard
gerardo gerhard german germán gerry ghassan giacomo gianluca gianni gideon gil gilbert gilberto gilles gino
giorgi giorgio giorgos giovanni giulio giuseppe glen glenn godfrey gonzalo goran gordon graeme graham grant
greg gregg gregor gregorio gregory grigory grzegorz guido guillaume guillermo gunnar gunter gus gustav gustavo
guy gábor gérard günter günther habib hadi hafez haider hakan hakeem hakim hal hamad hamid hamish hamza hank
hannes hans harald hari harold haroon harry haruhiko harvey hasan hashim hassan hayato heath hector heiko
heinrich heinz helmut hendrik henri henrik henrique henry herb herbert herman hermann hernan herschel hervé
hideki hideo hiroshi hisham hobart homer horace horacio horst hosea hosni howard howie hrvoje hubert hugh hugo
humberto hun hussain hussein iain ian ibrahim ichiro ignacio igor ihor ilan ilham ilya imran ingo ion ira
irakli irv irvin irving irwin isaac isaiah ishmael isidro ismael ismail israel issa istvan istván itamar ivan
ivica ivo iván jaap jack jackson jacob jacques jafar jahangir jaime jair jake jakob jakub jalal jamal james
jamie jamil jan janez janis janos janusz jared jaroslav jaroslaw jarrett jarrod jason jasper javad javier jay
jayden jean jeb jed jedediah jeff jefferson jeffery jeffrey jens jerald jeremiah jeremy jermaine jeroen jerome
jerry jerzy jesse jesus jesús jethro jett jim jimmie jimmy jiri jiří joachim joao joaquin joaquín jochen joe
joel joerg joey johan johann johannes john johnnie johnny jon jonah jonas jonathan jonathon joost jordan jordi
jorg jorge jorgen jose josef josep joseph josh joshua josip josé jovan joão juan jude juha julian julien julio
julius julián jun junichiro junius jurgen justin jános jérôme jörg jürgen kaare kabir kai kamal kareem karel
karim karl karol kaspar kasper kassym kazimierz keir keith kelvin ken kenan kenji kenneth kenny kent kermit
kerry kevin khaled khalid khalifa khalil kieran kim kip kirby kiril kirill kirk kjell klaas klaus kofi konrad
konstantin konstantinos kostas krishna kristian kristjan kristoffer krzysztof kumar kurt kurtis kwame kwasi
kyle kyriakos lamar lamont lance lane larry lars lasse laszlo laurence laurent lawrence leandro lebron lech
lee leif leigh lemuel len lenny leo leon leonard leonardo leonel leonid leopold leopoldo leroy les leslie
lester levi levon lew lewis león liam lindsey linus lionel lloyd logan lonnie lorenzo lorne lou louis loïc luc
luca lucas luciano lucien ludwig luigi luis luiz lukas lukasz luke lukáš luther lyle lyndon lászló maarten
maciej magnus mahathir mahinda mahmoud mahmud malcolm malik mamadou manfred manmohan manny manoj manuel marat
marc marcel marcello marcellus marcelo marcin marco marcos marcus marek mariano marijan marin mario marion
marius mark marko markus marlon marshall martin marty martín marv marvin masoud massimo mateo mateusz mathew
mathias mathieu matias mats matt matteo matthew matthias matti maurice mauricio maurizio maury max maxim
maxime maximilian maxwell mehdi mehmet mel melvin menachem merrill micah michael michal michał michel mick
mickey miguel mihai mihail mika mike mikhail mikheil mikko mikulas milan millard milo milorad milos miloslav
miloš milton miro miroslav mitch mitchell mitt mladen mo mohamad mohamed mohammad mohammad-reza mohammed
mohsen moises monte morgan morris mortimer morton moses moshe moshen mostafa muammar muhammad muhammadu mukesh
murad murat murray mustafa mykhailo mykola myron mário nabil nader naftali najib nan narek narendra naseer
nasser nat nate nathan nathaniel nawaz ned neil nelson nenad nestor newt ngozi niall nicholas nick nicky
nicola nicolae nicolas nicolás niels nigel nikita nikol nikola nikolai nikolaos nikolas nikolaus nikolay nikos
nils noah noam nobuo noel nolan norbert norberto norm norman nouri nuno nuri obed octavio oded oivind olaf
olav ole oleg oleh oleksandr oleksii oleksiy oliver olivier olli ollie omar omer ondrej ondřej orlando orrin
orville osama oscar oskar osman osvaldo otto owen oystein ozzie pablo paddy pal paolo pascal pat patricio
patrick patrik paul paulo pavel pavlo pawel paweł pedro peer peet percy perry pervez pete peter petr petra
petri petro petros peyton phil philip philipp philippe phillip pierre pieter pietro piotr pranab prayut
preston qasem quentin quincy quinton radek radoslaw rafael rafal rahm rahul rainer raj rajesh rajiv rajnath
ralf ralph ramesh ramiro ramon ramzan ramón rand randall randolph randy raphael rashad rashid rasmus raul ravi
ray raymond raúl recep reed reggie reginald reince reinhard rene rené reuben rex reza rhett rhys ricardo
riccardo rich richard rick rickey ricky rob robbie robby robert roberto robin rocco rod roderick rodger rodney
rodolfo rodrigo roger rogerio rohan rohit roland rolando rolf roman romano romeo ron ronald ronan ronnie ronny
rory ross roy royce ruben rucker rudolf rudolph rudy rufus rune rupert rush ruslan russ russell rustam rusty
ruud ryan rémi saad sadiq saeed said sajid saleh salim salman salvador salvatore sam samir sammy samson samuel
sander sandor sandro sandy sanjay santiago satya saul scot scott scottie seamus sean sebastian sebastien
sebastián seif selwyn semyon serge sergei sergey sergio serhii serhiy seth sevan seyed seymour shahid shane
shannon sharif shaun shavkat shawn sheldon sherman sherrod shigeru shimon shinzo shlomo sid sidney siegfried
sigmar sigmund silas silvio simeon simon slobodan sohail solomon sonny soren spencer stan stanislas stanislav
stanislaw stanley stavros stefan stefano steffen stephan stephane stephen sterling steve steven stewart stig
stjepan stu stuart stéphane subrahmanyam suleiman sultan sunil suresh sven svend syed sylvester sören sławomir
tad taha tahir takeshi takis tamim tarek tareq tariq taro tayyip ted teddy tedros terence terje terrance
terrell terrence terry thabo thad thaddeus theo theodor theodore thierry thijs thomas thorsten tibor tim timmy
timo timothy timur titus tobias tobin toby todd tom tomas tomasz tomislav tommy tomás tomáš toni tony toomas
torsten toshihiro travis trent trevor trey tristan troy trygve tsakhia tucker ty tyler tyrone tyson uhuru ulf
ulrich ulysses umar umberto urban uri usman vaclav vadim valdis valentin valeri valeriy valery van vance
vasily vasyl venkat vern vernon viacheslav vic vicente victor vidar vijay vikram viktor ville vin vincent
vincenzo vinod virgil vitali vitaliy vitaly vito vitor vivek vlad vladimir vladislav volker volodymyr vuk
vyacheslav wade waldemar waldo walid wallace wally walt walter warren wayne weldon wendell werner wes wesley
whit wilbert wilbur wilfred wilfried wilhelm will willem william willie willis wilson winfried winston
wojciech wolfgang woodrow woody wouter wyatt xavier yahya yair yakov yanis yann yannick yasser yehuda yevgeny
yevhen yigal yitzhak yoav yoel yoon yoram yosef yoshihide youssef youssouf yuri yuriy yury yusuf yves zac zach
zachary zack zaki zalmay zane zbigniew zdenek zeev zeid zeke zelimkhan zeljko ziad zoltan zoltán zoran
zvonimir zygmunt álvaro ángel óscar łukasz александр алексей анатолий андрей борис василий виктор владимир
григорий дмитрий евгений иван игорь константин максим михаил николай олег павел роман сергей тимур юрий
"""

_FEMALE = """
abby abena abigail ada adela adelaide adele adelina adriana adrienne agata agatha agnes agnieszka agnès aicha
aida aileen aimee aisha alana alanna alba alejandra aleksandra alena alessandra alexa alexandra alexandria
alexis alice alicia alina aline alisha alison alla allegra allie allison alma althea alyssa amal amalia amanda
amara amber amelia amelie amina amira amy amélie ana anabel anastasia anaïs andrea andrée anette angela
angelica angelina angelique angie anika anita anja ann anna annabelle annalena anne annegret anneke anneliese
annette annie annika anouk antje antoinette antonella antonia anya aoife aparna april arabella ariana arianna
arielle arlene ashlee ashley asma astrid asya aubrey audrey aurora autumn ava ayesha ayla azra barb barbara
beata beate beatrice beatriz becca becky belinda bella bente bernadette bernice berta bertha beryl bess bessie
beth bethany betsey betsy bette bettina betty beverly beyonce beátrice bianca birgit birgitta birthe blanche
bonnie brandy breanna bree brenda briana brianna brianne bridget brigid brigitte britney brittany brooke bruna
béatrice caitlin caitlyn camila camilla camille candace candice cara carina carissa carla carlene carlotta
carly carmela carmen carol carole carolina caroline carolyn carrie cassandra cassidy cassie catalina caterina
catherine cathleen cathy catriona cecelia cecile cecilia cecily celeste celia celina celine chandra chantal
charlene charlotte chelsea cheri cherie cheryl chiara chloe chloé christa christiane christie christina
christine christy chrystia ciara cindy claire clara clare clarice clarissa claudette claudia clementine cleo
coleen colette colleen concepcion connie constance consuelo cora coretta corinne cornelia cory courtney
cristina crystal cynthia cécile dagmar daisy dana daniela danielle daphne darcy daria darla darlene darya dawn
deana deanna deb debbie debora deborah debra dee deidre deirdre delia delores delphine dena denise desiree
destiny diana diane dianna dianne dilma dina dixie dolores dominique donatella donna dora doreen doris
dorothea dorothee dorothy dorte dottie dragana earlene ebony edie edith edna edwina effie eileen eilidh elaina
elaine elayne eleanor elena eleni eliana elisa elisabeth elise eliza elizabeth ella ellen ellie elly elodie
eloise elsa elsie elvira emilia emilie emily emma emmanuelle enid erica erika erin erma ernestine erzsébet
esperanza estela estelle esther ethel etta eugenia eugenie eunice eva evangeline eve evelyn ewa faith fanny
farah fatima fatou fatoumata fay faye federica felicia felicity femke fern fernanda filomena fiona flavia
fleur flora florence fran frances francesca francine francoise franziska françoise freda frida frieda gabriela
gabriella gabrielle gail galina gayle gemma genevieve geneviève georgette georgia georgina geraldine germaine
gertrude ghazala ghislaine gilda gillian gina ginger ginny giorgia giovanna gisela gisele giselle gita giulia
gladys glenda gloria golda grace graciela greta gretchen guadalupe gudrun gwen gwendolyn gwyneth hadley haley
halina hana hanan hanna hannah hannelore harriet hattie hayley hazel heather hedda hedwig heidi helen helena
helene helga henrietta hilary hilda hilde hillary hiroko hollie holly hope hélène ida ilana ilene ilona ilse
ilyse iman imani imelda imogen ina indira ines inez inga inge ingeborg ingrid inna inés irena irene irina iris
irma isabel isabella isabelle isobel ivana ivanka ivy jacinda jackie jaclyn jacqueline jada jadwiga jaime
jamie jan jana jane janelle janet janice janie janine jasmin jasmine jasna jaya jayne jean jeanette jeanie
jeanine jeanne jeannie jelena jelka jen jenna jennie jennifer jenny jeri jerri jess jessica jessie jewel jill
jillian jo joan joana joann joanna joanne jocelyn jodi jodie jody johanna jolene joni jordan josefina
josephine josie joy joyce joëlle juana juanita judith judy julia juliana julianne julie juliet juliette
julissa june justine jördis kaitlin kaitlyn kaja kamala kara karen kari karin karina karine karla karlee
karolina karyn kasia kat katalin katarina katarzyna kate katelyn katerina katharine katherine kathleen kathryn
kathy katia katie katja katrin katrina katy katya kay kaye kayla kaylee keiko keira kelli kellie kelly
kellyanne kelsey kendra kerri kerry kerstin kiersten kim kimberly kira kirsten kirstin kirsty klára krista
kristalina kristan kristen kristi kristin kristina kristine krystal krystyna kyla kylie kyra käthe lacey laila
lana lara larisa larissa latasha latisha latoya laura laurel lauren laurence laurie lavinia layla lea leah
leanna leanne leigh leila lena lene lenora lenore leocadia leona leonie leonor leonora leslie leticia letitia
leyla lidia liesbeth liis lila lili lilian liliana lillian lillie lily lina linda lindsay lindsey lisa lisbeth
lise liudmila liv liz liza lizzie ljubica lois lola lolita lora loraine lorena loretta lori lorna lorraine
lotte lottie lou louella louisa louise lourdes luann lucia luciana lucie lucille lucinda lucretia lucy lucía
ludmila luisa lupe lupita luz lydia lyn lynda lyndsay lynette lynn lynne lyudmila mabel macarena mackenzie
maddie madeleine madeline madge madison mae maeve magda magdalena maggie maia mairead maisie maja malala
malgorzata malia malkia mallory mamie mandy manuela mara marcella marcia mare maren margaret margarita margaux
margery margie margo margot margrethe marguerite maria mariah mariam marian mariana marianne maribel marie
mariel mariela marielle marietta marija marijke marilyn marina marine marisa marisol marissa marit marjorie
marla marlene marsha marta martha marthe martina mary maryam maryann marybeth maría masha mathilde matilda
mattie maud maura maureen mavis maxine maya mayra meagan meena meenakshi meg megan meghan megyn mei melania
melanie melanne melinda melissa mellody melody menaka mercedes meredith merle meryl mette mia michaela michele
michelle mildred milena millicent millie mimi mina mindy minerva minnie minyon mira miranda miriam mirjana
misty mitzi moira mollie molly mona monica monika monique morag morgan muriel myra myriam myrna myrtle mélanie
mónica nada nadezhda nadia nadine nadja nan nana nancy nanette naomi narelle natalia natalie natalya natasha
nathalie nazanin neera neha nell nellie nettie niamh nicola nicole nienke nikki nina noa noelle nola nora
noreen norma noémie noëlle nuala nura nuria nydia octavia odette odile oksana olena olga olive olivia oona
ophelia oprah orla orlaith ouisa oxana paige paloma pam pamela paola pascale pat patience patrice patricia
patsy patti patty paula paulette paulina pauline pearl peggy penelope penny pernille petra philippa phoebe
phyllis pia pilar polly portia prisca priscilla priti priya prue rachael rachel radmila ragnhild rakeyia
ramona randi rania raquel reba rebecca regina reina rena renata rene renee renée rhea rhoda rhonda rihanna
rina rita roberta robin robyn rochelle rocio roisin roksana romina romy rona ronda roni rosa rosalia rosalie
rosalind rosalyn rosalynn rosamund rosanna rosanne rose roseann roseanne rosella rosemarie rosemary rosetta
rosie roslyn rowena roxana roxanne ruby ruta ruth sabela sabina sabine sabrina sadie saira sally salma salome
samantha samira sandra sandrine sanna saoirse sara sarah sasha saskia saundra savannah selena selina selma
serena shana shanna shannon shari sharon shauna sheena sheila shelby shelley shelly sheri sherri sherrie
sherrilyn sherry sheryl shirley shona shonda sian signe sigrid silje silvia simone sinead siobhan siri snezana
sofia sofía soledad solveig solène sondra sonia sonja sonya sophia sophie stacey stacy stefanie stella
stephanie stephany stéphanie sue suella sumaya summer susan susana susanna susannah susanne susie suzan
suzanne suzette suzy svetlana sviatlana swati sybil sylvia sylvie tabitha tal tamara tameka tami tamika tammy
tania tanya tara taryn tasha tatiana tatyana tawakkol teresa teri terri tess tessa thandi thea thelma theresa
therese theresia tia tiffany tijana tilda tina tomoko toni tonya tori tracey traci tracy tricia trina trish
trisha trudy tulsi ursula usha uta ute valarie valentina valeria valerie valérie vanessa veena velma vera
verena verna veronica veronika veronique verónica vesna vicki vickie vicky victoria vida viktoria viola violet
violeta virginia virginie vivian viviane vivien waltraud wanda wendi wendy whitney whoopi wilda wilhelmina
wilma winifred winnie winona wislawa xenia ximena yael yana yasmeen yasmin yasmine yasuko yekaterina yelena
yesenia yevgenia yoko yolanda yuko yulia yuliya yuriko yvette yvonne zahra zainab zara zdenka zeinab zelda
zeynep zoe zofia zoé zoë zsófia zuzana zuzanna ágnes ángela élise élodie éva анна вера галина екатерина елена
ирина любовь людмила марина мария надежда наталья ольга светлана татьяна юлия
"""

_NICKNAMES = """
abraham abe|albert al bert|alexander alex aleksandr sasha alec|alexandra alex sasha|alfred al fred
andrew andy drew|anthony antony tony|antonio tony|barbara barb|benjamin ben benny|bernard bernie
catherine cathy katherine kathryn kate kathy katie kathleen|charles charlie chuck
christine christina chris tina|christopher chris kit|cynthia cindy|daniel dan danny|david dave
deborah debbie deb debra|dmitry dmitri dmitrii dima|donald don donnie|dorothy dot|douglas doug
edward ed eddie ted ned|edwin ed|elizabeth liz beth betty betsy eliza lizzie|eugene gene
francis frank francisco|frederick fred freddie|gabriel gabe|gerald gerry jerry|gregory greg
harold hal harry|henry hank harry|jacob jake|jacqueline jackie|james jim jimmy jamie|janet jan
jeffrey jeff geoffrey geoff|jennifer jen jenny|jessica jess|john jack johnny jon|jonathan jon
joseph joe joey|joshua josh|judith judy|kenneth ken kenny|kimberly kim|lawrence larry|leonard len leo
leslie les|louis lou|margaret maggie meg peggy|martin marty|matthew matt|maxwell max|maximilian max
michael mike mick mickey|mikhail misha|mitchell mitch|nancy nan|natalia natalya natasha
nathaniel nathan nat nate|nicholas nick nicolas|nikolai nikolay|pamela pam
patricia pat patty tricia trish|patrick pat paddy|peter pete|philip phil phillip|raymond ray
rebecca becky|reginald reggie|richard dick rick rich ricky|robert bob bobby rob robbie|rodney rod
ronald ron ronnie|rudolph rudy rudolf|russell russ|salvatore sal|samantha sam|samuel sam sammy
sandra sandy|sergey sergei|stephanie steph|stephen steve steven|stewart stu|stuart stu
susan sue susie suzanne|terrence terry|terry terrance|theodore ted teddy theo|theresa terry teresa
thomas tom tommy|timothy tim|valerie val|victor vic|victoria vicky tori|vincent vince
vladimir vlad volodymyr|walter walt|wesley wes|william bill billy will willie liam|yevgeny evgeny
yury yuri|zachary zach zack
"""

_EITHER = """
alex alexis andrea ariel ashley billie bobbie cameron carol casey charlie chris claude courtney dana drew
emerson evelyn frankie gabriele jackie jessie joan kelly kerry leslie lindsay logan lynn lynne marion max
meredith merle michel nicky nikita noel peyton robbie sam sandy sasha shannon shawn shelby sidney simone stacy
terry tracy vivian whitney yuri lee
"""

_FAMILY_FIRST = """
bae ban bao cai cao chae chang chen cheng cho choe choi choo chow chu chung cui dang deng ding do dong duong
fan fang feng gao gong gu guo han hao he heo ho hong hu huang hur hwang im jang jeon jeong ji jia jiang jin
jo jung kang kim ko kong kwon lai lam le lei li liang liao lim lin liu lu luo luong ma mao meng min mo moon
nam ng ngo nguyen noh oh ouyang pan park peng pham phan phung qian qin qiu ri roh rong ryu seo shao shen shi
shim shin sima sohn son song su suh sun tan tang tao tian tran trinh truong tsai tsang tu vo vu wan wang wei
wen won woo wu xi xia xiao xie xiong xu xue yan yang yao ye yeo yi yim yin yoo yoon you yu yuan yun zeng
zhang zhao zheng zhong zhou zhu zou
"""

MALE: frozenset[str] = frozenset(_MALE.split())
FEMALE: frozenset[str] = frozenset(_FEMALE.split())
GIVEN: frozenset[str] = MALE | FEMALE
EITHER: frozenset[str] = frozenset(_EITHER.split())
"""Names mostly of one gender, which the other bears often enough for a title to overrule them."""
FAMILY_FIRST: frozenset[str] = frozenset(_FAMILY_FIRST.split())
"""Chinese, Korean and Vietnamese surnames, which are printed before the given name."""


def _nickname_sets() -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for line in _NICKNAMES.replace("\n", "|").split("|"):
        group = frozenset(line.split())
        for name in group:
            out[name] = out.get(name, frozenset()) | group
    return out


_SAME = _nickname_sets()


def gender_of(given: str) -> Gender:
    """Return the gender that a lower-case given name tells, "" when it tells none."""
    known = given in MALE, given in FEMALE
    if known == (False, False) and "-" in given:
        return gender_of(given.partition("-")[0])
    if known[0] == known[1]:
        return ""
    return "m" if known[0] else "f"


def pet_forms(given: str) -> frozenset[str]:
    """Return the spellings and pet forms of a lower-case given name, itself among them; empty if unknown."""
    return _SAME.get(given, frozenset())


def same_given(first: str, second: str) -> bool:
    """Tell whether two lower-case given names can be one person's: equal, initial, short or pet form."""
    if first == second:
        return True
    a, b = first.rstrip("."), second.rstrip(".")
    if not a or not b:
        return False
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)):
        return True
    return b in _SAME.get(a, ())


def surname(words: tuple[str, ...]) -> str:
    """Return the word by which a person is named alone; the first of a family-first name."""
    if len(words) in (2, 3) and words[0] in FAMILY_FIRST and not gender_of(words[-1]):
        given = words[1:]
        if "-" in given[0] or len(words) == 3 or len(given[0]) > 2:
            return words[0]
    return bare(words[-1])


def bare(word: str) -> str:
    """Return a surname without "al-" or "el-"."""
    return word[3:] if word[:3] in ("al-", "el-") else word
