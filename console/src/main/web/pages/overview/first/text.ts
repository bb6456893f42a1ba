import { catalogue } from '@/text/catalogue';

export const firstText = catalogue({
  title: 'Push your first image',
  lead: 'There is no image here yet. Push one, and its verdict is there when the push returns: what is wrong with it, and what to type to fix it.',
  nobody: 'There is no image that you may see yet',
  nobodyNext:
    'As soon as somebody pushes one to a namespace of yours, this page shows how it stands. To push images yourself, ask a Manager for the role Writer in a namespace.',
  noReports: 'You may not read reports',
  noReportsNext:
    'How images stand is told to those with the role Reader or Manager, for the account or a namespace; a Manager gives it.',
  mayPush: 'What you may do is push images. This is how:',
  image: 'Your image',
  imageHelp: 'One that is on your machine, or that it can pull.',
  imageWrong: 'This is no name of an image. It looks like nginx:1.27 or host/team/app:2.',
  namespace: 'Namespace here',
  namespaceHelp: 'The first part of its name.',
  namespaceNew: 'The push makes it where it is not there.',
  namespaceWrong: 'Small letters and digits, with dots, dashes or underscores between them.',
  tools: 'What you push with',
  login: 'Log in',
  loginHelp: 'With your password here.',
  loginKey: 'With an API key as the password: make one under',
  account: 'Your account',
  push: 'Push',
  look: 'See the verdict',
  lookHelp:
    'It is said with every answer about the image, and here in the console with everything behind it.',
  lookAnswer:
    'Breakwater-Verdict: FAIL; issues=3\nWarning: 299 - "FAIL: 3 configuration issues. …"',
  pull: 'From then on it can be pulled from everywhere that has a login.',
  copy: {
    login: 'Copy the login',
    push: 'Copy the push',
    look: 'Copy the question',
    pull: 'Copy the pull',
  },
  plain: 'This server is reached without TLS',
  plainLocal:
    'Docker takes that from its own machine as it is; the commands for podman and skopeo say so.',
  plainRemote: (registry: string) =>
    `Docker refuses that from other machines. Put "insecure-registries": ["${registry}"] into /etc/docker/daemon.json and start Docker anew, or better give the server a certificate (--tls-certificate, --tls-key). The commands for podman and skopeo say --tls-verify=false.`,
  waiting: 'Waiting for the first push. This page turns into the overview when it arrives.',
});
