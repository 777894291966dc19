"""The console command `hall`, with the application it works on."""

from marketplace.app import create_app
from marketplace.cli import hall
from marketplace.core.config import ConfigError


def main() -> None:
    try:
        hall(obj=create_app)
    except ConfigError as error:
        raise SystemExit(f"hall: {error}") from error


if __name__ == "__main__":
    main()
