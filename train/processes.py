"""One process, or several that train one network together: who does what, and on which device.

``torchrun`` starts the processes and numbers them. Each computes the gradient of its share of every batch; after
every step all of them hold the same network, so what the first prints, saves and publishes is everybody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Generator, Tensor, nn

CPU = torch.device("cpu")


class UnevenShares(ValueError):
    """A batch cannot be dealt out in equal shares."""


class LostProcess(RuntimeError):
    """Another process has ended before its time."""


@dataclass(frozen=True)
class Processes:
    """This process's number, how many there are (on one machine), and where its tensors live."""

    rank: int = 0
    count: int = 1
    device: torch.device = CPU

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Processes:
        """As ``torchrun`` says, one alone without it; a GPU for each process if there are so many, else the CPU."""
        rank, count = int(environment.get("RANK", 0)), int(environment.get("WORLD_SIZE", 1))
        return cls(rank, count, torch.device("cuda", rank) if torch.cuda.device_count() >= count else CPU)

    @property
    def device_name(self) -> str:
        """For the record of a run."""
        return torch.cuda.get_device_name(self.device) if self.device.type == "cuda" else self.device.type

    @property
    def is_first(self) -> bool:
        """The first alone prints, saves and publishes."""
        return self.rank == 0

    @contextmanager
    def connected(self) -> Iterator[None]:
        """Within it the processes can talk.

        After an error the connections stay open until this process ends, when it has said what was wrong: the others
        notice the closing, and what they make of it must not come first.
        """
        if self.count > 1:
            on_gpu = self.device.type == "cuda"
            dist.init_process_group("nccl" if on_gpu else "gloo", device_id=self.device if on_gpu else None)
        yield
        if self.count > 1:
            dist.destroy_process_group()

    @contextmanager
    def first_goes_first(self) -> Iterator[None]:
        """What all must do, but not at once: the first downloads, or refuses, and the others find it done.

        Raises: LostProcess in the others, if the first fails; in all, if any fails.
        """
        if not self.is_first:
            self._meet()
        yield
        if self.is_first:
            self._meet()
        self._meet()

    def check_batch(self, batch: int) -> None:
        """Raises: UnevenShares, because the mean of unequal shares' gradients is not the batch's gradient."""
        if batch % self.count:
            raise UnevenShares(f"batches of {batch} digits cannot be shared equally by {self.count} processes")

    def share(self, indices: Tensor) -> Tensor:
        """This process's part of a batch that all have drawn alike: (N,) -> (N / count,)."""
        return indices.tensor_split(self.count)[self.rank].to(self.device)

    def own(self, drawn: Generator) -> Generator:
        """The source of the random views of this process's digits.

        The first on a CPU goes on with the generator that all have drawn alike from. Had all done so, the digits at
        the same place in every share would be bent and turned alike.
        """
        if self.is_first and self.device.type == "cpu":
            return drawn
        return Generator(self.device).manual_seed(drawn.initial_seed() + 982_451_653 * self.rank)

    def mixed_precision(self) -> torch.autocast:
        """bfloat16 where it pays: on GPUs, and on processors with instructions for it, 1.4 to 1.9 times as fast.

        Other processors would only convert to and fro, several times slower.
        """
        pays = self.device.type == "cuda" or _processor_has_bfloat16()
        return torch.autocast(self.device.type, torch.bfloat16, enabled=pays)

    def average(self, network: nn.Module, loss: Tensor) -> float:
        """Give every process the same gradients, running statistics and loss: their means over all processes.

        Each share is normalised by its own mean and variance (SyncBatchNorm knows GPUs only). Shares are drawn at
        random, so these scatter around the batch's, as those of a smaller batch do: a little more of the noise that
        batch normalisation always adds. The running statistics lose nothing: the mean over the shares estimates mean
        and variance (both without bias) from as many digits as a single process would have seen.
        """
        if self.count > 1:
            gradients = [parameter.grad for parameter in network.parameters() if parameter.grad is not None]
            statistics = [buffer for buffer in network.buffers() if buffer.is_floating_point()]
            tensors = [*gradients, *statistics, loss]
            flat = torch.cat([tensor.flatten() for tensor in tensors])  # one message instead of dozens
            self._add_up(flat)
            means = (flat / self.count).split([tensor.numel() for tensor in tensors])
            for tensor, mean in zip(tensors, means, strict=True):
                tensor.copy_(mean.view(tensor.shape))
        return loss.item()

    def _meet(self) -> None:
        """Wait until all are here."""
        self._add_up(everyone := torch.ones(1, device=self.device))
        everyone.item()  # a GPU would be waited for at the next use only

    def _add_up(self, tensor: Tensor) -> None:
        """The sum over all processes, in place and to the last bit the same in each.  Raises: LostProcess."""
        if self.count == 1:
            return
        try:
            dist.all_reduce(tensor)
        except RuntimeError as error:
            reason = str(error).split(". ")[0].rpartition("] ")[2]  # without the line of C++, and the advice
            raise LostProcess(
                f"process {self.rank} of {self.count} ends because another one did ({reason}); "
                "when that is mended, the same command goes on from the last finished epoch"
            ) from None


ALONE = Processes()


def _processor_has_bfloat16() -> bool:
    """Whether it multiplies them itself, so that they are faster than float32; an older torch does not say."""
    return bool(getattr(torch.cpu, "get_capabilities", dict)().get("avx512_bf16"))
