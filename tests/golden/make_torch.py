"""Makes torch.npz: the paths of PyTorch's programs, which `make test` holds the lab to where PyTorch is not installed.

    make oracle-torch

Its wheel brings gigabytes of libraries for graphics cards, so it has an environment of its own. Each path has the name of its program's
text: when a program changes, its path is missing, and has to be made again.
"""

import tempfile
from pathlib import Path

import numpy as np
import torch

from tests.programs import PACED, RUNS, WHOLE, digest, paths, programs

texts = programs([*RUNS, *WHOLE, *PACED], "PyTorch")
with tempfile.TemporaryDirectory() as folder:
    kept = {digest(texts[asked]): path for asked, path in paths(texts, Path(folder)).items()}
np.savez_compressed(Path(__file__).with_name("torch.npz"), **kept)
print(f"{len(kept)} paths by PyTorch {torch.__version__}")
