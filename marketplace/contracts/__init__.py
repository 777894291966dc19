"""From the award to accepted work: contract, deliverable, acceptance."""
