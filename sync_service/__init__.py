"""The service: composes connectors and rules, and faces the athlete."""
