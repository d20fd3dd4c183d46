"""The model as it is trained: an encoder whose lower part stays, and two scores a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from transformers import BertModel

if TYPE_CHECKING:
    from pathlib import Path

# As BERT's own weights begin (Devlin et al., NAACL 2019).
HEAD_DEVIATION = 0.02


class SpanNetwork(torch.nn.Module):
    """Scores how well an answer starts, and ends, at each token.

    `rag.span_model` runs what this learns, in the encoder's own precision and without the parts
    that only training needs.

    Args:
        encoder: A BERT encoder without a pooler; it is changed.
        frozen: How many of its layers, from below, are not trained; nor are the embeddings.
    """

    def __init__(self, encoder: BertModel, frozen: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = torch.nn.Linear(encoder.config.hidden_size, 2)
        torch.nn.init.normal_(self.head.weight, std=HEAD_DEVIATION)
        torch.nn.init.zeros_(self.head.bias)
        for module in encoder.modules():
            # So few steps do not overfit, and without chance they can be repeated.
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0
        encoder.embeddings.requires_grad_(requires_grad=False)
        for layer in encoder.encoder.layer[:frozen]:
            layer.requires_grad_(requires_grad=False)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return logits of shape `(windows, tokens, 2)`.

        Args:
            ids: Tokens, shape `(windows, tokens)`.
            mask: 1 where there is a token, 0 where there is padding; same shape.
        """
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        with torch.autocast(ids.device.type, enabled=False):
            scores: torch.Tensor = self.head(hidden.float())
        return scores

    def trained(self) -> dict[str, torch.nn.Parameter]:
        """Return what learns, by name."""
        return {name: weight for name, weight in self.named_parameters() if weight.requires_grad}


def load_encoder(folder: Path) -> BertModel:
    """Return the encoder of a folder, in float32: what training adds is small."""
    encoder: BertModel = BertModel.from_pretrained(
        folder, add_pooling_layer=False, dtype=torch.float32, attn_implementation="sdpa"
    )
    return encoder
