"""One step of learning after another, on a processor or on a graphics card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import torch
from torch.nn.functional import cross_entropy

from rag.adapter import HEAD
from rag.pairs import PAD
from training.recipe import BETAS, BODY_RATE, HEAD_RATE, LONGEST_GRADIENT, WEIGHT_DECAY

if TYPE_CHECKING:
    from training.network import SpanNetwork
    from training.windows import Window

# What a token that is no answer by its place gets for a score.
RULED_OUT = -1e4


class Learner:
    """Teaches a network.

    Args:
        network: What learns; it is moved to the device.
        device: Where to compute.
        is_mixed: Whether matrices are multiplied in bfloat16; weights stay float32.
    """

    def __init__(self, network: SpanNetwork, device: torch.device, *, is_mixed: bool) -> None:
        self._network = network.to(device).train()
        self._device = device
        self._is_mixed = is_mixed
        self._weights = network.trained()
        body = [w for name, w in self._weights.items() if not name.startswith(HEAD)]
        self._rates = (BODY_RATE, HEAD_RATE)
        groups = [
            {"params": part, "lr": rate}
            for part, rate in zip((body, [*network.head.parameters()]), self._rates, strict=True)
        ]
        self._optimizer = torch.optim.AdamW(
            groups, betas=BETAS, weight_decay=WEIGHT_DECAY, fused=True
        )

    def learn(self, windows: Sequence[Window], rate: float) -> float:
        """Take one step and return the loss before it, in nats.

        Args:
            windows: What to learn from; none is empty.
            rate: Share of the full learning rates.
        """
        for group, full in zip(self._optimizer.param_groups, self._rates, strict=True):
            group["lr"] = full * rate
        loss = self._loss(windows)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self._weights.values(), LONGEST_GRADIENT)
        self._optimizer.step()
        self._optimizer.zero_grad()
        return loss.item()

    def state(self) -> dict[str, Any]:
        """Return the trained weights and all that the next step depends on beside them."""
        model = {name: weight.detach().cpu() for name, weight in self._weights.items()}
        return {"model": model, "optimizer": self._optimizer.state_dict()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from what `state` returned, here or on another device."""
        self._network.load_state_dict(state["model"], strict=False)
        self._optimizer.load_state_dict(state["optimizer"])

    def _loss(self, windows: Sequence[Window]) -> torch.Tensor:
        ids, mask, allowed = (tensor.to(self._device) for tensor in padded(windows))
        with torch.autocast(self._device.type, torch.bfloat16, enabled=self._is_mixed):
            scores = self._network(ids, mask)
        scores = scores.masked_fill(~allowed[:, :, None], RULED_OUT)
        starts = torch.tensor([window.start for window in windows], device=self._device)
        ends = torch.tensor([window.end for window in windows], device=self._device)
        return (cross_entropy(scores[:, :, 0], starts) + cross_entropy(scores[:, :, 1], ends)) / 2


def padded(windows: Sequence[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return ids, mask, and where answers may stand: in the passage, or at `<s>` for none.

    All of shape `(windows, tokens)`; the last one is of booleans.
    """
    longest = max(len(window.ids) for window in windows)
    ids = torch.tensor([[*w.ids, *[PAD] * (longest - len(w.ids))] for w in windows])
    allowed = torch.zeros(ids.shape, dtype=torch.bool)
    allowed[:, 0] = True
    for row, window in enumerate(windows):
        allowed[row, window.offset : len(window.ids) - 1] = True
    return ids, (ids != PAD).long(), allowed
