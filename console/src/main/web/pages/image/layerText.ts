import { catalogue } from '@/text/catalogue';
import { bytes, plural } from '@/text/format';

export const layerText = catalogue({
  map: 'Layers and their packages',
  mapHint: 'Coloured by the worst issue. Arrows go from package to package, Enter opens one.',
  measure: 'Size by',
  measures: { packages: 'Packages', bytes: 'Bytes of the layer' },
  bytesHint: 'Packages share the bytes of their layer evenly: how large each is, is not known.',
  noIssue: 'No issue',
  caption: (index: number, packages: number, size: number) =>
    `Layer ${index} · ${plural(packages, 'package')} · ${bytes(size)}`,
  package: (name: string, version: string, severity: string, issues: number) =>
    `${name} ${version}: ${issues === 0 ? severity : `${plural(issues, 'issue')}, ${severity}`}`,
  emptyMap: 'No layer of this image brought a package that is known.',
  chosen: (name: string, version: string) => `${name} ${version}`,
  choose: 'Point at a package, or go to it with the arrows.',
  issuesOf: (count: number) => plural(count, 'issue'),
  show: 'Show its vulnerabilities',
  steps: 'Build steps',
  stepsLabel: 'Build steps, the first one first',
  step: 'Step',
  createdBy: 'Made by',
  layer: 'Layer',
  noLayer: 'no layer',
  size: 'Size',
  packages: 'Packages',
  issues: 'Issues',
  origin: 'From',
  base: 'Base image',
  own: 'Your build',
  unknownOrigin: 'not known',
  unknownOriginHint: 'Nothing in the image tells whether this is of the base image.',
  untold: 'Not told',
  onlyFirst: (shown: number, all: number) => `The first ${shown} of ${all} steps.`,
  loading: 'Loading',
  none: 'none',
});
