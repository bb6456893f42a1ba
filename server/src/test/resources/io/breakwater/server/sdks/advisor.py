"""Calls every operation of the Python SDK for the Vulnerability Advisor API, and writes a line of
JSON for each: {"operation","status","result"}.

python advisor.py VERSION ADDRESS KEY ACCOUNT
  VERSION  v3 or v4, of the API
"""

import importlib
import json
import sys

from ibm_cloud_sdk_core import ApiException
from ibm_cloud_sdk_core.authenticators import IAMAuthenticator

version, address, apikey, account = sys.argv[1:]
module = importlib.import_module("ibm_container_registry.vulnerability_advisor_" + version)
service = getattr(module, "VulnerabilityAdvisor" + version.upper())
advisor = service(
    account=account,
    authenticator=IAMAuthenticator(apikey, url=address),
    accept_language="en_US",
)
advisor.set_service_url(address)

host = address.split("://")[1]
image = host + "/birds/robin:1"
cve = {"issue_type": "cve", "issue_id": "CVE-2026-1001"}
notice = {"issue_type": "sn", "issue_id": "DSA-5001-1"}


def camel(name):
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def call(operation, **parameters):
    line = {"operation": camel(operation)}
    try:
        answer = getattr(advisor, operation)(**parameters)
        line.update(status=answer.get_status_code(), result=answer.get_result())
    except ApiException as error:
        line.update(status=error.code, error=error.message)
    print(json.dumps(line), flush=True)


filters = {
    "repository": host + "/birds/robin",
    "include_ibm": "false",
    "include_private": "true",
}
call("account_report_query_path", **filters)
call("account_status_query_path", **filters)
call("image_report_query_path", name=image)
call("image_status_query_path", name=image)
call("create_exemption_account", **cve)
call("get_exemption_account", **cve)
call("list_exemption_account")
call("create_exemption_resource", resource="birds/robin", **notice)
call("get_exemption_resource", resource="birds/robin", **notice)
call("list_exemption_resource", resource="birds/robin")
call("exempt_handler")
call("list_account_exemptions")
call("list_image_exemptions", resource="birds/robin:1", include_scope=True)
call("list_bulk_image_exemptions", body=[image])
call("image_status_query_path", name=image)
call("delete_exemption_account", **cve)
call("delete_exemption_resource", resource="birds/robin", **notice)
call("create_exemption_resource", resource="birds", **cve)
call("exemptions_account_delete_handler")
call("image_status_query_path", name=host + "/birds/robin:none")
