"""What is measured and what proves it."""

from indicators.models.campaign import Campaign
from indicators.models.evidence import Blob, Evidence, EvidenceGrant, IndicatorProof
from indicators.models.expert import ExpertScope
from indicators.models.statement import IndicatorStatement
from indicators.models.system import (
    AssessmentMethod,
    Indicator,
    IndicatorSystem,
    MaterialRequirement,
)

__all__ = [
    "AssessmentMethod",
    "Blob",
    "Campaign",
    "Evidence",
    "EvidenceGrant",
    "ExpertScope",
    "Indicator",
    "IndicatorProof",
    "IndicatorStatement",
    "IndicatorSystem",
    "MaterialRequirement",
]
