"""Every publication that a rule rests on, once; what each found, in one clause of ours."""

from __future__ import annotations

from rules.evidence.explanation import Reference

ROBINEAU = Reference(
    "Robineau et al.",
    2016,
    "J Strength Cond Res 30:672",
    "strength grew less with no gap between the sessions than with 6 h or 24 h",
)
SCHUMANN = Reference(
    "Schumann et al.",
    2022,
    "Sports Med",
    "explosive strength grew less beside endurance training (effect size −0.28), more so within "
    "one session than with 3 h or more between",
)
MURACH = Reference(
    "Murach & Bagley",
    2016,
    "Sports Med",
    "6 to 24 h between the two keep most of the muscle growth",
)
SPORER = Reference(
    "Sporer & Wenger",
    2003,
    "J Strength Cond Res",
    "the interference is local: it hits the muscles that both sessions use",
)
PETRE = Reference(
    "Petré et al.",
    2021,
    "Sports Med",
    "trained lifters gained less strength within one session (effect size −0.66) than in separate "
    "sessions (−0.10)",
)
DOMA_2013 = Reference(
    "Doma & Deakin",
    2013,
    "Appl Physiol Nutr Metab 38:651",
    "lifting and then running cut the next day's time to exhaustion from 335 s to 238 s",
)
DOMA_2017 = Reference(
    "Doma et al.",
    2017,
    "Sports Med",
    "running stays worse for hours to days after heavy leg work",
)
EDDENS = Reference(
    "Eddens et al.",
    2018,
    "Sports Med",
    "within one session, lifting first gained 6.9 % more lower-body strength",
)
LEE = Reference(
    "Lee et al.",
    2020,
    "PLoS One",
    "with 3 h between the sessions their order mattered little",
)
FOSTER_1998 = Reference(
    "Foster",
    1998,
    "Med Sci Sports Exerc 30:1164",
    "long stretches of hard, monotonous days come before illness and overtraining",
)
FOSTER_2001 = Reference(
    "Foster et al.",
    2001,
    "J Strength Cond Res 15:109",
    "one number a session, its exertion (0 to 10) times its minutes, serves for all kinds of "
    "training",
)
DAY_2004 = Reference(
    "Day et al.",
    2004,
    "J Strength Cond Res 18:353",
    "lifters rated whole sessions 3.3 when light, 5.2 when moderate and 6.9 when heavy",
)
IMPELLIZZERI = Reference(
    "Impellizzeri et al.",
    2020,
    "Int J Sports Physiol Perform 15:907",
    "the ratio of acute to chronic load rests on faulty arithmetic, so it is not used here",
)
NIELSEN = Reference(
    "Nielsen et al.",
    2014,
    "J Orthop Sports Phys Ther 44:739",
    "new runners who added more than 30 % within two weeks had more injuries of overdoing",
)
BICKEL = Reference(
    "Bickel et al.",
    2011,
    "Med Sci Sports Exerc 43:1177",
    "one ninth of the volume that had built muscle kept its size for 32 weeks in the young",
)
RTS = Reference(
    "Tuchscherer (Reactive Training Systems)",
    2008,
    "The Reactive Training Manual",
    "a table of the share of the one-rep maximum by repetitions and repetitions in reserve",
)
ZOURDOS = Reference(
    "Zourdos et al.",
    2016,
    "J Strength Cond Res 30:267",
    "a rating of 10 less the repetitions in reserve follows the speed of the bar",
)
EPLEY = Reference(
    "Epley",
    1985,
    "Poundage Chart, Boyd Epley Workout",
    "the one-rep maximum is about the load times 1 + repetitions / 30",
)
SCHOENFELD_LOAD = Reference(
    "Schoenfeld et al.",
    2017,
    "J Strength Cond Res 31:3508",
    "light and heavy loads grew muscle alike, heavy ones made stronger",
)
SCHOENFELD_REST = Reference(
    "Schoenfeld et al.",
    2016,
    "J Strength Cond Res 30:1805",
    "resting 3 min rather than 1 min between sets made trained men stronger and bigger",
)
DE_SALLES = Reference(
    "de Salles et al.",
    2009,
    "Sports Med 39:765",
    "3 to 5 min between heavy sets allow more repetitions and greater gains in strength",
)
SCHOENFELD_VOLUME = Reference(
    "Schoenfeld et al.",
    2017,
    "J Sports Sci 35:1073",
    "each further weekly set grew a little more muscle: few sets maintain, more sets build",
)
PAOLI = Reference(
    "Paoli et al.",
    2017,
    "Front Physiol 8:1105",
    "at equal volume, exercises of several joints raised strength and endurance more",
)
WILSON = Reference(
    "Wilson et al.",
    2012,
    "J Strength Cond Res 26:2293",
    "the more often and the longer the endurance training, the less strength and size were gained",
)
SEILER = Reference(
    "Seiler",
    2010,
    "Int J Sports Physiol Perform 5:276",
    "endurance athletes train about 80 % easy and long, and 20 % hard",
)
FYFE = Reference(
    "Fyfe et al.",
    2016,
    "Front Physiol 7:487",
    "intervals disturbed strength gains no less than continuous work of equal volume",
)
MUNOZ = Reference(
    "Muñoz et al.",
    2014,
    "Int J Sports Physiol Perform 9:265",
    "over 10 km, runners gained no less with 77 % easy, 3 % moderate and 20 % hard than with "
    "46/35/19",
)
BOSQUET = Reference(
    "Bosquet et al.",
    2007,
    "Med Sci Sports Exerc 39:1358",
    "two weeks of 41 to 60 % less volume at unchanged intensity brought most before a race",
)
MIFFLIN = Reference(
    "Mifflin et al.",
    1990,
    "Am J Clin Nutr 51:241",
    "resting energy is 10 × kg + 6.25 × cm − 5 × years, and 5 for men or −161 for women",
)
CUNNINGHAM = Reference(
    "Cunningham",
    1980,
    "Am J Clin Nutr 33:2372",
    "resting energy is 500 + 22 × kilograms of fat-free mass (1991: 370 + 21.6 ×)",
)
MARGARIA = Reference(
    "Margaria et al.",
    1963,
    "J Appl Physiol 18:367",
    "running costs about 1 kcal a kilogram and kilometer beyond rest, whatever the speed",
)
ACSM = Reference(
    "American College of Sports Medicine",
    2017,
    "Guidelines for Exercise Testing and Prescription, 10th edition",
    "oxygen uptake of running is 3.5 + 0.2 × m/min + 0.9 × m/min × grade",
)
COMPENDIUM = Reference(
    "Ainsworth et al.",
    2011,
    "Med Sci Sports Exerc 43:1575",
    "the Compendium of Physical Activities tells METs of all kinds of activity",
)
MORTON = Reference(
    "Morton et al.",
    2018,
    "Br J Sports Med 52:376",
    "gains in lean mass leveled off at 1.62 g/kg a day (95 % interval 1.03 to 2.20)",
)
JAGER = Reference(
    "Jäger et al.",
    2017,
    "J Int Soc Sports Nutr 14:20",
    "1.4 to 2.0 g/kg a day are enough for most who train",
)
MOORE = Reference(
    "Moore",
    2019,
    "Front Nutr 6:147",
    "0.31 g/kg a serving answers the muscle's need after lifting",
)
SCHOENFELD_ARAGON = Reference(
    "Schoenfeld & Aragon",
    2018,
    "J Int Soc Sports Nutr 15:10",
    "0.4 g/kg in at least four servings make the most of a day's protein",
)
THOMAS = Reference(
    "Thomas, Erdman & Burke",
    2016,
    "J Acad Nutr Diet 116:501",
    "the joint statement on carbohydrate before, during and after training and by the day",
)
REDS = Reference(
    "Mountjoy et al.",
    2023,
    "Br J Sports Med 57:1073",
    "the International Olympic Committee's consensus on relative energy deficiency in sport",
)
