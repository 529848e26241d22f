"""Are the stored files there, byte for byte?"""

from collections.abc import Iterator
from hashlib import file_digest

from indicators.choices import BlobState
from indicators.models import Blob
from indicators.services.blob_paths import blob_path


def verify_blobs() -> Iterator[str]:
    """Yield one Chinese sentence for each live file that is missing or changed."""
    for blob in Blob.objects.filter(state=BlobState.LIVE).iterator(chunk_size=500):
        path = blob_path(blob)
        if not path.is_file():
            yield f"文件{blob.sha256[:12]}不在存储中。"
            continue
        with path.open("rb") as stream:
            if file_digest(stream, "sha256").hexdigest() != blob.sha256:
                yield f"文件{blob.sha256[:12]}的内容与登记的校验值不一致。"
