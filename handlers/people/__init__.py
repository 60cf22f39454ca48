"""Who somebody is: joining, registration, approval, leaving."""
