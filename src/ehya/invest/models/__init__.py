"""What is kept of projects, their money, and the events at which they are opened?"""

from ehya.invest.models.inaugurations import Guest, Inauguration, Opening, Site, Stroke
from ehya.invest.models.projects import (
    Contract,
    Financing,
    Milestone,
    Payment,
    Progress,
    Project,
    ProjectPhoto,
    Risk,
    Standing,
)

__all__ = [
    "Contract",
    "Financing",
    "Guest",
    "Inauguration",
    "Milestone",
    "Opening",
    "Payment",
    "Progress",
    "Project",
    "ProjectPhoto",
    "Risk",
    "Site",
    "Standing",
    "Stroke",
]
