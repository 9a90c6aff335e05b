"""The five sample documents that come with the package."""

from pathlib import Path

from loaders.tables import data_folder


def sample_folder() -> Path:
    """The folder of sample documents (an installed package lies on disk)."""
    return Path(str(data_folder().joinpath("samples")))
