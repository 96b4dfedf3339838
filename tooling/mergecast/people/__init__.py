"""Who is there when, and what is missing: pure, over the team, its leave and its rota.

``on_duty`` says who is on duty at an instant, with stand-ins and backups.
"""

from mergecast.people.away import is_away, stand_in
from mergecast.people.duty import Duty, OnDuty, on_duty, reach

__all__ = ["Duty", "OnDuty", "is_away", "on_duty", "reach", "stand_in"]
