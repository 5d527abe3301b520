"""What titles are taken for: the tables read as "title → sport and what is told of it"."""

from __future__ import annotations

import pytest

from rules.recognition import recognize
from rules.workout import Session, Sport


def brief(session: Session) -> str:
    """A session in one word or two: "run:easy", "lift:lower:heavy", "lift:upper:light", "swim"."""
    words = [session.sport.value]
    if session.sport is Sport.RUN:
        words += [session.run_type.value] if session.run_type else []
    if session.sport is Sport.LIFT:
        words += [session.focus.value] if session.focus else []
        words += [] if session.heavy is None else ["heavy" if session.heavy else "light"]
    return ":".join(words)


def told(title: str, description: str = "") -> list[str]:
    return [brief(session) for session in recognize(title, description)]


RUNS = [
    ("Easy 45 min", "run:easy"),
    ("45' easy + strides", "run:easy"),
    ("E 50 min", "run:easy"),
    ("7 miles easy", "run:easy"),
    ("EZ run", "run:easy"),
    ("Zone 2 run 1h", "run:easy"),
    ("Z2 60min", "run:easy"),
    ("MAF run", "run:easy"),
    ("Base run 8k", "run:easy"),
    ("Aerobic 10K", "run:easy"),
    ("Foundation run 40 min", "run:easy"),
    ("Easy run (conversational)", "run:easy"),
    ("Couch to 5K W4D2", "run:easy"),
    ("Run/walk 30 min", "run:easy"),
    ("Recovery run 30min", "run:recovery"),
    ("Shakeout 20 min", "run:recovery"),
    ("Recovery jog 5k", "run:recovery"),
    ("Regen 6k", "run:recovery"),
    ("Morning run", "run"),
    ("Lunch run with Priya", "run"),
    ("Run with Sam", "run"),
    ("Run 6 mi", "run"),
    ("Run @ Regent's Park", "run"),
    ("Treadmill 5k", "run"),
    ("Trail run", "run"),
    ("8 km", "run"),
    ("6.5 miles", "run"),
    ("Long run", "run:long"),
    ("Long run 28k", "run:long"),
    ("LR 16 mi", "run:long"),
    ("LSD 22 km", "run:long"),
    ("MLR 13", "run:long"),
    ("Medium long run 12 mi", "run:long"),
    ("Sunday long run w/ club", "run:long"),
    ("18 miles", "run:long"),
    ("25 km easy", "run:long"),
    ("2h easy", "run:long"),
    ("Long run 32 km with 3 x 5 km @ MP", "run:long"),
    ("Long progression run 26 km", "run:long"),
    ("Steady 10k", "run:steady"),
    ("Progression run 10 mi", "run:steady"),
    ("8 mi @ marathon pace", "run:steady"),
    ("12k @ MP", "run:steady"),
    ("2 x 4 mi @ goal marathon pace", "run:steady"),
    ("Tempo", "run:tempo"),
    ("Tempo run 40 min", "run:tempo"),
    ("Tempo Tuesday: 6k", "run:tempo"),
    ("20 min tempo w/ 10' warm up", "run:tempo"),
    ("Threshold 4x8min", "run:tempo"),
    ("3 x 2 mi @ LT", "run:tempo"),
    ("Cruise intervals 5 x 1 mile", "run:tempo"),
    ("5 x 1600 @ T pace w/ 1 min rest", "run:tempo"),
    ("2 mi E + 4 x 1 mi T + 2 mi E", "run:tempo"),
    ("10 km @ half marathon pace", "run:tempo"),
    ("Sub-threshold 10x3 min", "run:tempo"),
    ("Intervals", "run:intervals"),
    ("Intervals 6x800m", "run:intervals"),
    ("10x400 w/ 200 jog", "run:intervals"),
    ("5 x 1k @ 5k pace, 2 min jog", "run:intervals"),
    ("Yasso 800s x 8", "run:intervals"),
    ("Fartlek 45 min", "run:intervals"),
    ("Mona fartlek", "run:intervals"),
    ("VO2 max 5x3min", "run:intervals"),
    ("Track Tuesday 12x300", "run:intervals"),
    ("Speed work", "run:intervals"),
    ("6 x 1000m @ 10k pace", "run:intervals"),
    ("20 x 200 @ R pace", "run:intervals"),
    ("Hill repeats 10x60s", "run:hills"),
    ("8 x 90 sec hills", "run:hills"),
    ("Hills", "run:hills"),
    ("6x2 min uphill, jog down", "run:hills"),
    ("Hill sprints 10 x 8 sec", "run:hills"),
    ("Sprints 8 x 50m", "run:sprints"),
    ("Flying sprints", "run:sprints"),
    ("parkrun", "run:race"),
    ("Saturday parkrun with kids", "run:race"),
    ("10K Race - City of London", "run:race"),
    ("RACE DAY: Chicago Marathon", "run:race"),
    ("Valencia Half Marathon", "run:race"),
    ("5k time trial", "run:race"),
    ("Turkey Trot", "run:race"),
    ("Boston Marathon", "run:race"),
    ("Track", "run"),
    ("Run club @ Nike store", "run"),
    ("Easy 5 with 6x20s strides", "run:easy"),
    ("3E + 3x10min T + 2E", "run:tempo"),
    ("Easy jog 25 min", "run:easy"),
    ("MP 16k", "run:steady"),
    ("Run 20k w/ 12 @ MP", "run:long"),
    ("Half Marathon Training: Long Run", "run:long"),
    ("Strength 6 x 1 mi", "run:intervals"),
    ("4 mile run w/ 2 miles at tempo", "run:tempo"),
    ("16 km incl. 3x3 km @ HM pace", "run:tempo"),
]

LIFTS = [
    ("Gym", "lift"),
    ("Gym with Alex", "lift"),
    ("Weights", "lift"),
    ("Strength", "lift"),
    ("Strength training 45 min", "lift"),
    ("Lift", "lift"),
    ("Lifting @ Gold's", "lift"),
    ("S&C", "lift"),
    ("Personal training", "lift"),
    ("Kettlebell class", "lift"),
    ("Upper body", "lift:upper"),
    ("Lower body strength", "lift:lower"),
    ("Full body strength", "lift:full"),
    ("Legs", "lift:lower"),
    ("Leg day!", "lift:lower"),
    ("Push", "lift:upper"),
    ("Push A", "lift:upper"),
    ("Pull day", "lift:upper"),
    ("Chest & tris", "lift:upper"),
    ("Back and biceps", "lift:upper"),
    ("Shoulders", "lift:upper"),
    ("Arms", "lift:upper"),
    ("Core", "lift:core"),
    ("Abs 10 min", "lift:core"),
    ("PPL - Legs", "lift:lower"),
    ("Heavy squats", "lift:lower:heavy"),
    ("Squat 3x5", "lift:lower:heavy"),
    ("Deadlift 5x3 @ 87%", "lift:lower:heavy"),
    ("Bench 4x10", "lift:upper"),
    ("Bench press 3x12", "lift:upper:light"),
    ("Squat 5x3 @ 50%", "lift:lower:light"),
    ("OHP 3x5 + pull-ups 3x8", "lift:upper:heavy"),
    ("Squat / Bench / Deadlift", "lift:full"),
    ("Squats and bench 5x5", "lift:full:heavy"),
    ("5/3/1 Bench", "lift:upper:heavy"),
    ("531 deadlift week 3", "lift:lower:heavy"),
    ("5x5", "lift:heavy"),
    ("StrongLifts 5x5 B", "lift:full:heavy"),
    ("ME lower", "lift:lower:heavy"),
    ("DE upper", "lift:upper:light"),
    ("Max effort bench", "lift:upper:heavy"),
    ("Deload legs", "lift:lower:light"),
    ("Bodyweight strength", "lift:light"),
    ("RDL 3x8 @ RPE 8, lunges 3x10", "lift:lower:heavy"),
    ("Leg press 4x15", "lift:lower:light"),
    ("Power cleans 6x2", "lift:full:heavy"),
    ("Front squat 4x6 @ 2 RIR", "lift:lower:heavy"),
    ("Hip thrusts 4 sets of 8", "lift:lower"),
    ("Dumbbell rows 3x10", "lift:upper"),
    ("Glutes & hamstrings", "lift:lower"),
    ("Heavy lower", "lift:lower:heavy"),
    ("Squat 4x6", "lift:lower:heavy"),
    ("Squat 4x7", "lift:lower"),
    ("Pull-ups 5x5", "lift:upper"),
    ("Leg extension 4x6", "lift:lower"),
    ("Upper hypertrophy", "lift:upper"),
    ("Bulgarian split squats 3x10", "lift:lower"),
]

OTHERS = [
    ("Bike ride", "ride"),
    ("Zone 2 ride 90 min", "ride"),
    ("Spin class", "ride"),
    ("Peloton 30 min", "ride"),
    ("Easy spin 45'", "ride"),
    ("Swim 2k", "swim"),
    ("Open water swim", "swim"),
    ("Swim 10x100", "swim"),
    ("Rowing 5k", "row"),
    ("Erg 30 min", "row"),
    ("Row 2k", "row"),
    ("Hike with Jo", "walk"),
    ("Walk 30 min", "walk"),
    ("Dog-free evening walk", "walk"),
    ("Yoga", "mobility"),
    ("Yoga with Adriene", "mobility"),
    ("Pilates", "mobility"),
    ("Stretching 15 min", "mobility"),
    ("Foam rolling", "mobility"),
    ("Mobility", "mobility"),
    ("Rest", "rest"),
    ("Rest day", "rest"),
    ("REST DAY 💤", "rest"),
    ("Off", "rest"),
    ("Rest or easy 3 miles", "rest"),
    ("Bike or swim", "ride"),
    ("Row 6x500m", "row"),
    ("Cross train 40 min", "other"),
    ("XT", "other"),
    ("Climbing", "other"),
    ("Elliptical 30 min", "other"),
    ("Tennis with Mia", "other"),
    ("HIIT class", "other"),
    ("Football training", "other"),
    ("Sprint triathlon", "other"),
]

TWO_SESSIONS = [
    ("Easy 5k + legs", ["run:easy", "lift:lower"]),
    ("Chest day followed by a 10k run", ["lift:upper", "run"]),
    ("AM easy run 8k / PM upper body", ["run:easy", "lift:upper"]),
    ("Gym then 20 min easy jog", ["lift", "run:easy"]),
    ("Tempo 8k, then core", ["run:tempo", "lift:core"]),
    ("Swim 1k + run 5k", ["swim", "run"]),
    ("Squats 5x5 and 3 mile easy run", ["lift:lower:heavy", "run:easy"]),
    ("Yoga + easy run", ["mobility", "run:easy"]),
    ("Run 10k & full body strength", ["run", "lift:full"]),
    ("Easy AM 5 mi PM 4 mi", ["run:easy", "run:easy"]),
    ("Lower body + 5k easy", ["lift:lower", "run:easy"]),
    ("6 km easy or upper body", ["run:easy"]),
]

NO_WORKOUTS = [
    "Team meeting",
    "Standup",
    "Run payroll",
    "Run the numbers with Finance",
    "Running behind schedule",
    "Trial run of the new projector",
    "School run",
    "Lift engineer visit",
    "Lift share to the airport",
    "Elevator pitch practice",
    "Bench planning",
    "Press day at the gallery",
    "Pull the weeds",
    "Push back the launch",
    "Legs of the trip",
    "Chest infection follow-up",
    "Back pain appointment",
    "Core hours",
    "Sprint retro",
    "Sprint 14 demo",
    "Marathon expo: pick up bib",
    "Marathon registration closes",
    "Watch the London Marathon",
    "Cheer for Lena at the half marathon",
    "Track delivery",
    "Hill House lease",
    "Interval fund call",
    "Tempo invoice due",
    "Rowing club AGM meeting",
    "Yoga mat delivery",
    "Gym membership payment",
    "Cancelled: run club",
    "Buy running shoes",
    "Physio appointment",
    "Massage",
    "Pick up bike from repair",
    "Swim lessons kids drop-off",
    "Squash soup for dinner",
    "Stretch goals review",
    "Walkthrough of the flat",
    "Power cut 10-12",
    "Speed awareness course",
    "Recovery of deposits",
    "Rest of the documents",
    "Base rate decision",
    "Long lunch",
    "Easy Jet flight",
    "Weights and measures inspection",
    "Training: GDPR",
    "Race to the bottom (book club)",
    "Strength finder workshop",
    "Plank flooring delivery",
    "Clean the kitchen",
    "Snatch tickets",
    "Squat party",
    "Row with landlord",
    "Harry Potter Marathon",
    "Dip recipe",
    "Curling on TV",
    "Dead line",
    "Birthday run-up",
    "Holiday in Wales",
    "Week 12",
    "30 min",
    "Dentist 9:30",
    "Emma's football practice",
    "Flat 5x4 m painting",
    "Deload week",
    "Taper week",
    "20% off",
    "Sale: 20% off shoes",
    "80 kg",
    "400 m",
    "Sprint 12",
    "Leg 3: OSL to TRD",
    "Running of the bulls",
    "Lift to the airport",
]


@pytest.mark.parametrize(("title", "wanted"), RUNS)
def test_a_run_is_told_with_its_type(title: str, wanted: str) -> None:
    assert told(title) == [wanted]


@pytest.mark.parametrize(("title", "wanted"), LIFTS)
def test_a_lift_is_told_with_its_focus_and_heaviness(title: str, wanted: str) -> None:
    assert told(title) == [wanted]


@pytest.mark.parametrize(("title", "wanted"), OTHERS)
def test_other_sports_are_told(title: str, wanted: str) -> None:
    assert told(title) == [wanted]


@pytest.mark.parametrize(("title", "wanted"), TWO_SESSIONS)
def test_two_sessions_in_one_event_are_told_in_order(title: str, wanted: list[str]) -> None:
    assert told(title) == wanted


@pytest.mark.parametrize("title", NO_WORKOUTS)
def test_what_only_sounds_like_training_is_no_workout(title: str) -> None:
    assert told(title) == []


DESCRIBED = [
    ("Session 4", "WU 2 km\n5x1k @ 10k pace, 90s jog\nCD 2 km", ["run:intervals"]),
    ("Morning session", "6 km easy\nthen upper body: bench 4x6, rows 4x8",
     ["run:easy", "lift:upper:heavy"]),
    ("Squats", "3x5 @ 100 kg, then stretching", ["lift:lower:heavy"]),
    ("Upper", "5 min row warm-up\nBench 4x5\nCurl 3x12", ["lift:upper:heavy"]),
    ("Lower A", "Squat 4x6 @ 75%\nPlank 3x45s\n10 min easy bike cool-down", ["lift:lower:heavy"]),
    ("Lower", "Deload: squat 3x5 @ 50%", ["lift:lower:light"]),
    ("Workout", "legs", ["lift:lower"]),
    ("Workout", "", ["other"]),
    ("10K easy", "relaxed, HR under 145. 6x100m strides at the end", ["run:easy"]),
    ("Run", "Workout type: Run\nPlanned Time: 1:00\n3x10 min @ threshold w/ 2 min easy",
     ["run:tempo"]),
    ("🏃 Mile repeats • 11km", "Intervals • 11km • 55m - 1h5m\n\n2.5km warm up\n\n"
     "Repeat the following 4x:\n1.6km at 4:40/km\n90s walking rest\n\n2km cool down",
     ["run:intervals"]),
    ("🏋️ Upper Strength • 40m", "Upper Body • 40m\n\n3 sets of:\n• Push Ups\n• Bent Over Row",
     ["lift:upper"]),
    ("1:15 - Mount Field", "TSS 75, IF 0.8, kJ(Cal) 800.  Description: over-unders", ["ride"]),
    ("Double day", "AM 8 km easy / PM 6x800 m", ["run:easy", "run:intervals"]),
    ("Doctor", "bring the running log", []),
    ("Team lunch", "then a 5k run maybe", []),
    ("Quarterly figures", "we will run through the tempo of the last sprint", []),
]  # fmt: skip


@pytest.mark.parametrize(("title", "description", "wanted"), DESCRIBED)
def test_a_description_tells_what_the_title_leaves_open(
    title: str, description: str, wanted: list[str]
) -> None:
    assert told(title, description) == wanted
