"""Calls every operation of the Python SDK for the registry's management API, and writes a line of
JSON for each: {"operation","status","result"}.

python3 registry.py ADDRESS KEY ACCOUNT SEED DIGEST
  SEED  an image that is there, such as 127.0.0.1:5000/seed/app:1, of the digest DIGEST
"""
import json
import sys

from ibm_cloud_sdk_core import ApiException
from ibm_cloud_sdk_core.authenticators import IAMAuthenticator
from ibm_container_registry.container_registry_v1 import ContainerRegistryV1

address, key, account, seed, digest = sys.argv[1:]

host = address.split("://", 1)[1]
namespace = "sdk-python"
image = f"{host}/{namespace}/sdktest:1"
pinned = f"{host}/{namespace}/sdktest@{digest}"

registry = ContainerRegistryV1(account=account, authenticator=IAMAuthenticator(key, url=address))
registry.set_service_url(address)


def call(operation, *args, **named):
    try:
        answer = getattr(registry, operation)(*args, **named)
        line = {"status": answer.get_status_code(), "result": answer.get_result()}
        if hasattr(line["result"], "json"):
            # What does not call itself application/json is handed over as it came.
            line["result"] = line["result"].json()
        line["type"] = answer.get_headers().get("Content-Type")
    except ApiException as error:
        line = {"status": error.status_code, "error": error.message}
    first, *rest = operation.split("_")
    print(json.dumps({"operation": first + "".join(map(str.title, rest)), **line}))


call("create_namespace", namespace, x_auth_resource_group="team-a")
call("get_auth")
call("update_auth", iam_authz=True, private_only=False)
call("get_settings")
call("update_settings", platform_metrics=False)
call("tag_image", seed, image)
call(
    "list_images",
    namespace=namespace,
    include_ibm=False,
    include_private=True,
    include_manifest_lists=True,
    vulnerabilities=True,
)
call("bulk_delete_images", [f"{host}/{namespace}/notexist:1"])
call(
    "list_image_digests",
    exclude_tagged=False,
    exclude_va=False,
    include_ibm=False,
    repositories=[f"{host}/{namespace}/sdktest"],
)
call("inspect_image", image)
call("get_image_manifest", image)
call("get_messages")
call("list_namespaces")
call("list_namespace_details")
call("assign_namespace", "team-b", namespace)
call("get_plans")
call("update_plans", plan="Standard")
call("update_quota", storage_megabytes=500, traffic_megabytes=4900)
call("get_quota")
call("list_retention_policies")
call("set_retention_policy", namespace, images_per_repo=10, retain_untagged=False)
call("analyze_retention_policy", namespace, images_per_repo=10, retain_untagged=True)
call("get_retention_policy", namespace)
call("delete_image_tag", image)
call("delete_image", pinned)
call("list_deleted_images", namespace=namespace)
call("restore_tags", pinned)
call("restore_image", f"{host}/{namespace}/sdktest:nope")
call("delete_namespace", namespace)
