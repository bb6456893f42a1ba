/** What an image is pushed with. */
export const TOOLS = ['docker', 'podman', 'skopeo'] as const;
export type Tool = (typeof TOOLS)[number];

export interface Push {
  readonly registry: string;
  /** Who logs in; `iamapikey` with an API key. */
  readonly user: string;
  /** As the tool knows it: `nginx:1.27`. */
  readonly image: string;
  readonly namespace: string;
  /** Whether the server is reached without TLS. */
  readonly plain: boolean;
}

const NAME = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const IMAGE = new RegExp(
  `^(?:[A-Za-z0-9.-]+(?::[0-9]+)?/)?${NAME}(?:/${NAME})*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?$`,
);

/** Whether it names an image by a tag, and can stand in a command as it is. */
export function isImage(text: string): boolean {
  return text.length <= 255 && IMAGE.test(text);
}

export function isNamespace(text: string): boolean {
  return text.length <= 255 && new RegExp(`^${NAME}$`).test(text);
}

/** Name and tag that an image gets here: `birds/nginx:1.27`. */
export function nameHere(image: string, namespace: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1);
  return `${namespace}/${last.includes(':') ? last : `${last}:latest`}`;
}

/** Where skopeo finds what docker calls by a short name. */
export function inRegistry(image: string): string {
  const slash = image.indexOf('/');
  const first = image.slice(0, Math.max(slash, 0));
  if (slash < 0) {
    return `docker.io/library/${image}`;
  }
  return /[.:]/.test(first) || first === 'localhost' ? image : `docker.io/${image}`;
}

export interface Commands {
  readonly login: string;
  readonly push: string;
  /** The server's answer about the image, with its verdict. */
  readonly look: string;
  readonly pull: string;
}

/** The commands that push an image here with a tool. */
export function commands(tool: Tool, push: Push): Commands {
  const { registry, user, image, plain } = push;
  const here = nameHere(image, push.namespace);
  const target = `${registry}/${here}`;
  const colon = here.lastIndexOf(':');
  const manifest = `${here.slice(0, colon)}/manifests/${here.slice(colon + 1)}`;
  const look = `curl -sI -u ${user} ${plain ? 'http' : 'https'}://${registry}/v2/${manifest} | grep -iE 'verdict|warning'`;
  const insecure = (option: string): string => (plain ? ` ${option}=false` : '');
  switch (tool) {
    case 'docker':
      return {
        login: `docker login ${registry} -u ${user}`,
        push: [
          `docker pull ${image}`,
          `docker tag ${image} ${target}`,
          `docker push ${target}`,
        ].join('\n'),
        look,
        pull: `docker pull ${target}`,
      };
    case 'podman':
      return {
        login: `podman login${insecure('--tls-verify')} -u ${user} ${registry}`,
        push: [
          `podman pull ${image}`,
          `podman push${insecure('--tls-verify')} ${image} ${target}`,
        ].join('\n'),
        look,
        pull: `podman pull${insecure('--tls-verify')} ${target}`,
      };
    case 'skopeo':
      return {
        login: `skopeo login${insecure('--tls-verify')} -u ${user} ${registry}`,
        push: `skopeo copy${insecure('--dest-tls-verify')} docker://${inRegistry(image)} docker://${target}`,
        look,
        pull: `skopeo inspect${insecure('--tls-verify')} docker://${target}`,
      };
  }
}

/** Whether Docker needs to be told that a registry has no TLS: it takes this machine's as they are. */
export function needsDaemon(registry: string): boolean {
  return !/^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(registry);
}
