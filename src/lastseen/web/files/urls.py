"""The addresses of an interview's files, each by the first letters of its digest."""

from django.urls import path, register_converter

from lastseen.domain.files import SHORT_DIGEST
from lastseen.web.files import bytes_of, sending, views


class ShortDigest:
    """The first letters of a digest, in an address."""

    regex = f"[0-9a-f]{{{SHORT_DIGEST}}}"

    def to_python(self, value: str) -> str:
        """The letters as they stand."""
        return value

    def to_url(self, value: str) -> str:
        """The same letters."""
        return value


register_converter(ShortDigest, "digest")

app_name = "files"
urlpatterns = [
    path("<path:name>/files/", views.page, name="page"),
    path("<path:name>/files/beside/", views.beside, name="beside"),
    path("<path:name>/files/send/", sending.send, name="send"),
    path("<path:name>/files/<digest:short>/", views.file, name="file"),
    path("<path:name>/files/<digest:short>/beside/", views.file_beside, name="file_beside"),
    path("<path:name>/files/<digest:short>/marks/", views.marks, name="marks"),
    path("<path:name>/files/<digest:short>/aside/", views.aside, name="aside"),
    path("<path:name>/files/<digest:short>/picture/<int:page>/", bytes_of.picture, name="picture"),
    path("<path:name>/files/<digest:short>/play/", bytes_of.play, name="play"),
    path("<path:name>/files/<digest:short>/original/", bytes_of.original, name="original"),
]
