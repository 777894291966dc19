"""One-window cases: accepted at the front desk, reviewed at the back desk, answered in front."""
