"""How numbers, days and lists are said in each language, and which particle follows a Korean word."""

from lastseen.reports.wording.particles import UnknownParticle, is_particle, particle, with_particles
from lastseen.reports.wording.words import Wording, wording

__all__ = ["UnknownParticle", "Wording", "is_particle", "particle", "with_particles", "wording"]
