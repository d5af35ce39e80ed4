"""`python -m nqp_index` is `nqp`."""

from nqp_index.cli.app import main

if __name__ == "__main__":
    main()
