// Calls every operation of the Node SDK for the Vulnerability Advisor API, and writes a line of
// JSON for each: {"operation","status","result"}.
//
// node advisor.cjs MODULES ADDRESS KEY ACCOUNT
//   MODULES  folder in which node_modules is
'use strict';
const { createRequire } = require('module');
const path = require('path');

const [modules, address, apikey, account] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(modules), 'package.json'));
const Advisor = load('@ibm-cloud/ibm-container-registry/dist/vulnerability-advisor/v4');
const { IamAuthenticator } = load('ibm-cloud-sdk-core');

const host = address.replace(/^https?:\/\//, '');
const image = `${host}/birds/robin:1`;
const cve = { issueType: 'cve', issueId: 'CVE-2026-1001' };
const notice = { issueType: 'sn', issueId: 'DSA-5001-1' };

async function run() {
  const advisor = Advisor.newInstance({
    account,
    acceptLanguage: 'en_US',
    serviceUrl: address,
    authenticator: new IamAuthenticator({ apikey, url: address }),
  });
  advisor.disableRetries();
  async function call(operation, params) {
    let line;
    try {
      const answer = await advisor[operation](params);
      line = { operation, status: answer.status, result: answer.result };
    } catch (error) {
      line = { operation, status: error.status || 0, error: error.message, result: error.result };
    }
    console.log(JSON.stringify(line));
  }
  const filter = { repository: `${host}/birds/robin`, includeIbm: 'false', includePrivate: 'true' };
  await call('accountReportQueryPath', filter);
  await call('accountStatusQueryPath', filter);
  await call('imageReportQueryPath', { name: image });
  await call('imageStatusQueryPath', { name: image });
  await call('createExemptionAccount', cve);
  await call('getExemptionAccount', cve);
  await call('listExemptionAccount', {});
  await call('createExemptionResource', { resource: 'birds/robin', ...notice });
  await call('getExemptionResource', { resource: 'birds/robin', ...notice });
  await call('listExemptionResource', { resource: 'birds/robin' });
  await call('exemptHandler', {});
  await call('listAccountExemptions', {});
  await call('listImageExemptions', { resource: 'birds/robin:1', includeScope: true });
  await call('listBulkImageExemptions', { body: [image] });
  await call('imageStatusQueryPath', { name: image });
  await call('deleteExemptionAccount', cve);
  await call('deleteExemptionResource', { resource: 'birds/robin', ...notice });
  await call('createExemptionResource', { resource: 'birds', ...cve });
  await call('exemptionsAccountDeleteHandler', {});
  await call('imageStatusQueryPath', { name: `${host}/birds/robin:none` });
}

run().catch((error) => {
  console.error(error);
  process.exit(1);
});
