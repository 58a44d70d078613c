"""The files for more than one machine keep what README.md and SECURITY.md promise."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from webapp.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
KUBERNETES = {
    entry["kind"]: entry for entry in yaml.safe_load_all((ROOT / "deploy" / "kubernetes.yaml").read_text())
}
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())
NGINX = (ROOT / "deploy" / "nginx.conf").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
LABELS = {"app": "haki"}
PODS = KUBERNETES["Deployment"]["spec"]["template"]["spec"]
CONTAINER = PODS["containers"][0]


def test_a_pod_runs_without_rights_and_writes_nothing() -> None:
    assert PODS["securityContext"]["runAsNonRoot"] is True
    assert f"USER {PODS['securityContext']['runAsUser']}:" in DOCKERFILE
    assert PODS["automountServiceAccountToken"] is False
    assert CONTAINER["securityContext"] == {
        "readOnlyRootFilesystem": True,
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"]},
    }


def test_every_part_means_the_same_pods_and_the_same_port() -> None:
    deployment = KUBERNETES["Deployment"]["spec"]
    assert deployment["template"]["metadata"]["labels"] == LABELS
    for selector in (
        deployment["selector"]["matchLabels"],
        KUBERNETES["Service"]["spec"]["selector"],
        KUBERNETES["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
        KUBERNETES["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"],
    ):
        assert selector == LABELS
    assert CONTAINER["ports"] == [{"name": "http", "containerPort": 8000}]
    assert KUBERNETES["Service"]["spec"]["ports"][0]["targetPort"] == "http"
    assert KUBERNETES["NetworkPolicy"]["spec"]["ingress"][0]["ports"][0]["port"] == 8000
    assert "EXPOSE 8000" in DOCKERFILE


def test_two_pods_at_least_and_one_whatever_is_being_done() -> None:
    scaling = KUBERNETES["HorizontalPodAutoscaler"]["spec"]
    assert scaling["scaleTargetRef"]["name"] == KUBERNETES["Deployment"]["metadata"]["name"]
    assert scaling["minReplicas"] >= 2
    assert KUBERNETES["PodDisruptionBudget"]["spec"]["minAvailable"] >= 1
    assert KUBERNETES["Deployment"]["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    # With a number of its own the deployment would undo, at each change, what the scaling has done.
    assert "replicas" not in KUBERNETES["Deployment"]["spec"]


def test_nothing_leaves_a_pod() -> None:
    policy = KUBERNETES["NetworkPolicy"]["spec"]
    assert "Egress" in policy["policyTypes"]
    assert policy["egress"] == []


@pytest.mark.parametrize("probe", ["startupProbe", "readinessProbe", "livenessProbe"])
def test_probes_ask_what_is_there(probe: str) -> None:
    from webapp.app import create_app

    path = CONTAINER[probe]["httpGet"]["path"]
    assert create_app(Settings()).test_client().get(path).status_code == 200


@pytest.mark.parametrize("name", ["haki-1", "haki-2", "proxy"])
def test_every_service_is_read_only_and_without_rights(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_the_replicas_share_one_key_that_is_not_in_the_file() -> None:
    first, second = (COMPOSE["services"][name]["environment"] for name in ("haki-1", "haki-2"))
    assert first == second
    assert first["HAKI_SECRET_KEYS"].startswith("${HAKI_SECRET_KEYS:?")
    assert KUBERNETES["Deployment"]["spec"]["template"]["spec"]["containers"][0]["envFrom"] == [
        {"secretRef": {"name": "haki"}}
    ]
    assert "Secret" not in KUBERNETES


def test_the_proxy_asks_the_replicas_that_there_are_and_writes_about_nobody() -> None:
    assert re.findall(r"server (\S+):8000 ", NGINX) == [n for n in COMPOSE["services"] if n != "proxy"]
    assert "access_log off;" in NGINX
    assert "X-Forwarded-For $" not in NGINX
    assert "location = /metrics { return 404; }" in NGINX
    assert "./nginx.conf:/etc/nginx/nginx.conf:ro" in COMPOSE["services"]["proxy"]["volumes"]


def test_the_proxy_takes_as_much_as_haki_does() -> None:
    size = re.search(r"client_max_body_size (\d+)m;", NGINX)
    assert size is not None
    assert int(size[1]) * 1024 * 1024 == Settings().max_body_bytes


def test_what_is_served_is_locked_to_the_last_byte() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    project = (ROOT / "pyproject.toml").read_text()
    wanted = re.findall(
        r'^    "([a-z0-9-]+)>=', project.split("[project.optional-dependencies]")[0], re.MULTILINE
    )
    assert len(wanted) > 8
    assert set(wanted) <= set(pinned)
    entries = re.split(r"^(?=[a-z0-9-]+==)", lock, flags=re.MULTILINE)[1:]
    assert len(entries) == len(pinned)
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in lock
    assert "LOCK=requirements.lock" in DOCKERFILE
