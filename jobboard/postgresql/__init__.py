"""Django's PostgreSQL backend, with a cheaper look at a connection that has waited for its next request."""
