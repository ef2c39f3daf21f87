"""services: everything that runs in the background, started, watched and stopped as one.

Reads the settings; writes pid, state and log files below the home folder.
"""

from pipeline.services.control import Running, running, stop, wait_ready
from pipeline.services.supervisor import Service, ServiceState, Supervisor, SupervisorState

__all__ = [
    "Running",
    "Service",
    "ServiceState",
    "Supervisor",
    "SupervisorState",
    "running",
    "stop",
    "wait_ready",
]
