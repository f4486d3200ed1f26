"""The upload protocol over a real server: tus 1.0.0, with a token and with a session."""

import hashlib
import io
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tusclient.client import TusClient

from lontar.settings import load
from lontar.wiring import House, open_house
from tests import files
from tests.serving import WEB, Client, System, token_for
from tests.waiting import AGAIN
from tests.web.conftest import SignIn, form

CONTENT = files.pdf(("Surat yang diunggah sepotong demi sepotong",))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, System, str]]:
    """The web over a home, that home, and a token of the archivist."""
    folder = Path(tmp_path_factory.mktemp("uploads"))
    house = open_house(load({"LONTAR_HOME": str(folder / "home")}, folder))
    token = token_for(house.store)
    system = System(folder / "home", WEB, LONTAR_UPLOAD_BYTES=str(1 << 20))
    system.start()
    yield house, system, token
    system.stop()
    house.close()


@pytest.fixture
def client(served: tuple[House, System, str]) -> Client:
    return Client(served[1].port, served[2], piece=200)


def unique(name: str) -> bytes:
    return files.pdf((f"Surat {name}",))


def test_a_file_comes_in_pieces_and_is_told_what_became_of_it(client: Client) -> None:
    status, headers, _ = client.begin("surat.pdf", len(CONTENT), direction="incoming")
    place = headers["location"]
    assert (status, headers["upload-offset"], headers["tus-resumable"]) == (201, "0", "1.0.0")
    status, headers, _ = client.send(place, 0, CONTENT[:300])
    assert (status, headers["upload-offset"], headers["cache-control"]) == (204, "300", "no-store")
    status, headers, body = client.ask("HEAD", place)
    assert (status, headers["upload-offset"], headers["upload-length"]) == (200, "300", str(len(CONTENT)))
    assert (headers["cache-control"], body) == ("no-store", b"")
    assert client.send(place, 0, CONTENT[:300])[0] == 409
    assert client.send(place, 300, CONTENT[300:])[0] == 204
    state = client.state(place)
    assert (state["state"], state["sha256"]) == ("stored", hashlib.sha256(CONTENT).hexdigest())
    assert client.send(place, 300, CONTENT[300:])[0] == 409  # the answer was lost and the last piece is sent again
    assert client.send(place, len(CONTENT), b"")[0] == 204
    assert client.state(place) == state


def test_a_known_file_and_a_bad_one_are_answered_with_their_reason(client: Client) -> None:
    content = unique("dua kali")  # made once: a PDF's own id differs from second to second
    first, again = (client.deliver("a.pdf", content) for _ in range(2))
    assert (again["state"], again["results"][0]["id"]) == ("duplicate", first["results"][0]["id"])
    bad = client.deliver("kosong.pdf", b"")
    (result,) = bad["results"]
    assert (bad["state"], result["error"]["code"], "kosong.pdf" in result["message"]) == (
        "rejected",
        "empty-file",
        True,
    )


def test_another_client_of_the_protocol_works(served: tuple[House, System, str]) -> None:
    house, system, token = served
    content = unique("klien lain")
    tus = TusClient(f"{system.address}/api/v1/uploads", headers={"Authorization": f"Bearer {token}"})
    uploader = tus.uploader(file_stream=io.BytesIO(content), chunk_size=250, metadata={"filename": "klien.pdf"})
    uploader.upload_chunk()
    resumed = tus.uploader(file_stream=io.BytesIO(content), chunk_size=250, url=uploader.url)
    assert resumed.offset == 250
    resumed.upload()
    state = Client(system.port, token).state(uploader.url.removeprefix(system.address))
    assert (state["name"], state["state"]) == ("klien.pdf", "stored")
    assert house.originals.has(hashlib.sha256(content).hexdigest())


def test_what_came_before_the_connection_broke_is_stored(client: Client) -> None:
    content = unique("putus")
    place = client.begin("putus.pdf", len(content))[1]["location"]
    head = (
        f"PATCH {place} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {client.token}\r\n"
        f"Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", client.port)) as line:
        line.sendall(head.encode() + content[:321])
    while client.offset(place) == 0:
        AGAIN.wait(0.01)
    assert client.offset(place) == 321
    client.send(place, 321, content[321:])
    assert client.state(place)["sha256"] == hashlib.sha256(content).hexdigest()


def test_a_killed_server_goes_on_where_the_disk_stands(served: tuple[House, System, str], client: Client) -> None:
    content = unique("mati")
    place = client.begin("mati.pdf", len(content))[1]["location"]
    client.send(place, 0, content[:400])
    served[1].kill()
    served[1].start()
    assert client.offset(place) == 400
    client.send(place, 400, content[400:])
    assert client.state(place)["state"] == "stored"


def test_the_same_file_from_two_clients_at_once_is_one_letter(client: Client) -> None:
    content = unique("serentak")
    with ThreadPoolExecutor(2) as pool:
        states = list(pool.map(lambda name: client.deliver(name, content), ("a.pdf", "b.pdf")))
    assert sorted(state["state"] for state in states) == ["duplicate", "stored"]
    assert len({state["results"][0]["id"] for state in states}) == 1


@pytest.mark.parametrize(
    ("method", "place", "headers", "refused"),
    [
        ("POST", "/api/v1/uploads", {"Upload_Length": "ten"}, (400, "wrong-use")),
        ("POST", "/api/v1/uploads", {"Upload_Length": 5, "Upload_Metadata": "name !!"}, (400, "wrong-use")),
        ("POST", "/api/v1/uploads", {"Upload_Length": 2 << 20}, (413, "file-too-large")),
        ("POST", "/api/v1/uploads", {"Upload_Length": 5, "Tus_Resumable": "0.2.2"}, (412, "wrong-protocol")),
        ("POST", "/api/v1/uploads", {"Upload_Length": 5, "Upload_Metadata": "unit ZHB1"}, (400, "wrong-use")),
        ("POST", "/api/v1/uploads?unit=ZHB", {"Upload_Length": 5}, (400, "unknown-parameter")),
        ("GET", "/api/v1/uploads/none?offset=1", {}, (400, "unknown-parameter")),
        ("PATCH", "", {"Upload_Offset": 0, "Content_Type": "text/plain"}, (415, "wrong-piece")),
        ("PATCH", "", {"Upload_Offset": "-1", "Content_Type": "application/offset+octet-stream"}, (400, "wrong-use")),
        ("PATCH", "", {"Upload_Offset": 9, "Content_Type": "application/offset+octet-stream"}, (413, "too-long")),
        ("PATCH", "/api/v1/uploads/none", {"Upload_Offset": 0}, (404, "page-missing")),
    ],
)
def test_wrong_requests_are_refused_by_name(
    client: Client, method: str, place: str, headers: dict[str, str], refused: tuple[int, str]
) -> None:
    place = place or client.begin("a.pdf", 10)[1]["location"]
    answer = client.ask(method, place, b"12" if method == "PATCH" else b"", **headers)
    assert (answer[0], json.loads(answer[2])["error"]["code"]) == refused


def test_the_server_says_what_it_can(client: Client) -> None:
    _, headers, _ = client.ask("OPTIONS", "/api/v1/uploads")
    assert (headers["tus-version"], headers["tus-extension"]) == ("1.0.0", "creation")
    assert headers["tus-max-size"] == str(1 << 20)


def test_only_the_uploader_sees_an_upload(served: tuple[House, System, str], client: Client) -> None:
    place = client.begin("rahasia.pdf", 10)[1]["location"]
    other = Client(client.port, token_for(served[0].store, "agendaris"))
    nobody = Client(client.port, "wrong")
    assert [one.ask("GET", place)[0] for one in (client, other, nobody)] == [200, 404, 401]
    assert [one.send(place, 0, b"x")[0] for one in (other, nobody)] == [404, 401]
    assert client.offset(place) == 0
    auditor = Client(client.port, token_for(served[0].store, "pemeriksa"))
    assert auditor.begin("a.pdf", 10)[0] == 403


def test_a_session_needs_the_pages_token(sign_in: SignIn) -> None:
    client = sign_in("arsiparis")
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "3"}
    assert client.post("/api/v1/uploads", headers=headers).json["error"]["code"] == "stale-form"
    headers["X-CSRF-Token"] = form(client, "/intake")["csrf_token"]
    place = client.post("/api/v1/uploads", headers=headers).headers["Location"]
    piece = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    assert client.patch(place, data=b"x", headers=piece).status_code == 400
    assert client.patch(place, data=b"x", headers=piece | headers).status_code == 204
    assert "uploading, 33%" in client.get("/intake/list").text
    data = form(client, "/intake")
    client.post("/intake/discard", data=data | {"id": place.rpartition("/")[2]})
    assert client.get(place).status_code == 404


def test_the_plain_form_takes_photos_as_one_letter_and_a_double_click_once(sign_in: SignIn) -> None:
    client = sign_in("agendaris")
    data = form(client, "/intake") | {"joined": "1", "direction": "incoming"}
    for _ in range(2):
        sent = [(io.BytesIO(files.scan("JPEG", (f"foto {number}",))), f"foto-{number}.jpg") for number in (1, 2)]
        answer = client.post("/intake", data=data | {"files": sent})
        assert (answer.status_code, answer.location) == (302, "/intake")
    page = client.get("/intake").text
    assert page.count("foto-1.jpg, foto-2.jpg") == 1
    first = client.get("/intake/list")
    again = client.get("/intake/list", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    wrong = client.post("/intake", data=form(client, "/intake"))
    assert wrong.status_code == 400
    assert '<a class="alert-link" href="#files">The upload cannot be used: no file was chosen.' in wrong.text
