// Calls every operation of the Node SDK for the registry's management API, and writes a line of
// JSON for each: {"operation","status","result"}.
//
// node registry.cjs MODULES ADDRESS KEY ACCOUNT SEED DIGEST
//   MODULES  folder in which node_modules is
//   SEED     an image that is there, such as 127.0.0.1:5000/seed/app:1, of the digest DIGEST
'use strict';
const { createRequire } = require('module');
const path = require('path');

const [modules, address, apikey, account, seed, digest] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(modules), 'package.json'));
const Registry = load('@ibm-cloud/ibm-container-registry/dist/container-registry/v1');
const { IamAuthenticator } = load('ibm-cloud-sdk-core');

const host = address.replace(/^https?:\/\//, '');
const namespace = 'sdk-node';
const image = `${host}/${namespace}/sdktest:1`;
const pinned = `${host}/${namespace}/sdktest@${digest}`;

async function run() {
  const registry = Registry.newInstance({
    account,
    serviceUrl: address,
    authenticator: new IamAuthenticator({ apikey, url: address }),
  });
  registry.disableRetries();
  async function call(operation, params) {
    let line;
    try {
      const answer = await registry[operation](params);
      line = { operation, status: answer.status, result: answer.result, type: answer.headers['content-type'] };
    } catch (error) {
      line = { operation, status: error.status || 0, error: error.message, result: error.result };
    }
    console.log(JSON.stringify(line));
  }
  await call('createNamespace', { name: namespace, xAuthResourceGroup: 'team-a' });
  await call('getAuth', {});
  await call('updateAuth', { iamAuthz: true, privateOnly: false });
  await call('getSettings', {});
  await call('updateSettings', { platformMetrics: false });
  await call('tagImage', { fromimage: seed, toimage: image });
  await call('listImages', {
    namespace,
    includeIbm: false,
    includePrivate: true,
    includeManifestLists: true,
    vulnerabilities: true,
  });
  await call('bulkDeleteImages', { bulkDelete: [`${host}/${namespace}/notexist:1`] });
  await call('listImageDigests', {
    excludeTagged: false,
    excludeVa: false,
    includeIbm: false,
    repositories: [`${host}/${namespace}/sdktest`],
  });
  await call('inspectImage', { image });
  await call('getImageManifest', { image });
  await call('getMessages', {});
  await call('listNamespaces', {});
  await call('listNamespaceDetails', {});
  await call('assignNamespace', { name: namespace, xAuthResourceGroup: 'team-b' });
  await call('getPlans', {});
  await call('updatePlans', { plan: 'Standard' });
  await call('updateQuota', { storageMegabytes: 500, trafficMegabytes: 4900 });
  await call('getQuota', {});
  await call('listRetentionPolicies', {});
  await call('setRetentionPolicy', { namespace, imagesPerRepo: 10, retainUntagged: false });
  await call('analyzeRetentionPolicy', { namespace, imagesPerRepo: 10, retainUntagged: true });
  await call('getRetentionPolicy', { namespace });
  await call('deleteImageTag', { image });
  await call('deleteImage', { image: pinned });
  await call('listDeletedImages', { namespace });
  await call('restoreTags', { digest: pinned });
  await call('restoreImage', { image: `${host}/${namespace}/sdktest:nope` });
  await call('deleteNamespace', { name: namespace });
}

run().catch((error) => {
  console.error(error);
  process.exit(1);
});
