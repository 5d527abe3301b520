"""Runs and lifts as plans call them: short names, letters, what only the description tells."""

from __future__ import annotations

import pytest

from tests.recognition.brief import told

TITLES = [
    ("6 x 1600 @ strength pace", "run:tempo"),
    ("4 x mile @ 10k", "run:intervals"),
    ("6 x K @ 10k", "run:intervals"),
    ("Rolling 400s", "run:intervals"),
    ("8 400s", "run:intervals"),
    ("Sub-T 5 x 6 min", "run:tempo"),
    ("E day 40 min", "run:easy"),
    ("M day 16 km", "run:steady"),
    ("Cutdown run 8", "run:steady"),
    ("3km easy, 10km MP", "run:steady"),
    ("8 km easy, 2 km steady", "run:easy"),
    ("Half Marathon - Cardiff", "run:race"),
    ("10 km: Köln", "run"),
    ("Course 10 km de Paris", "run:race"),
    ("Test VMA demi-Cooper", "run:race"),
    ("400-800-1200-800-400", "run:intervals"),
    ("10 x 30/30", "run:intervals"),
    ("2 x 8 x 30-30", "run:intervals"),
    ("Deek's quarters 8 x 400 w/ 200 float", "run:intervals"),
    ("30 min @ 5:00/km", "run"),
    ("Strides 6 x 20 s", "run"),
    ("Feierabendlauf", "run"),
    ("Langer 28 km", "run:long"),
    ("2:10 long run", "run:long"),
    ("Tempo 3:45", "run:tempo"),
    ("Run 3:30", "run"),
    ("Anderson 5x5 @ 80%", "lift:heavy"),
    ("FBW", "lift:full"),
    ("Work up to 1RM bench", "lift:upper:heavy"),
    ("Squat triples @ 85%", "lift:lower:heavy"),
    ("Benendag", "lift:lower"),
    ("TRX 30 min", "lift"),
    ("Calves & tibs", "lift:lower"),
    ("Rennradausfahrt 80 km", "ride"),
    ("Coogan L4 2x20 on the trainer", "ride"),
    ("nSuns D2: Squat 1+ @ 95%, sumo DL 8 sets", "lift:lower:heavy"),
    # weight on the body, whatever the order of the words
    ("Weighted pull-ups 5x5", "lift:upper:heavy"),
    ("Pull-ups weighted 5x5", "lift:upper:heavy"),
    ("Pull-ups 5x5", "lift:upper"),
    ("Tractions lestées 5x5", "lift:upper:heavy"),
    ("Dominadas lastradas 5x5", "lift:upper:heavy"),
    ("Trazioni zavorrate 5x5", "lift:upper:heavy"),
    ("Barra fixa com carga 5x5", "lift:upper:heavy"),
    ("Klimmzüge mit Zusatzgewicht 5x5", "lift:upper:heavy"),
]


@pytest.mark.parametrize(("title", "wanted"), TITLES)
def test_short_names_are_understood(title: str, wanted: str) -> None:
    assert told(title) == [wanted]


@pytest.mark.parametrize(
    ("title", "description", "wanted"),
    [
        ("Tue", "8 km easy", "run:easy"),
        ("Session", "10 km easy, 6x100m strides", "run:easy"),
        ("Calidad", "15' suave + 5x1000 a ritmo de 5K rec 2' + 10' suave", "run:intervals"),
        ("Session", "15 min easy, 6 x 800 rec 2', 10 min easy", "run:intervals"),
        ("Session", "15 min easy, 8 x 20 s, 10 min easy", "run:easy"),
        ("Benchmark Run", "5-minute time trial: run as far as you can", "run:race"),
        ("Rolling 300s", "1.5km warm up at a conversational pace\n9 reps of:\n• 300m at 4:10/km",
         "run:intervals"),
        ("🏃 Rolling 400s • 12.9km", "Tempo • 12.9km • 1h5m - 1h15m\n\n2km warm up", "run:tempo"),
        ("Mon", "Squat 5x5 @ 80%", "lift:lower:heavy"),
    ],
)  # fmt: skip
def test_a_description_tells_the_run(title: str, description: str, wanted: str) -> None:
    assert told(title, description) == [wanted]


@pytest.mark.parametrize("title", ["Music of the 1600s", "800-555-1234", "Alternate Tuesdays"])
def test_figures_of_other_matters_are_no_run(title: str) -> None:
    assert told(title) == []
