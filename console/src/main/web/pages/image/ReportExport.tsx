import { imagePath } from '@/api/client';
import { ExportMenu, fromServer } from '@/shared/ExportMenu';
import { useText } from '@/text/useText';
import { imageText } from './text';

/** Words of the server's formats, with the ends of their files. */
const FORMATS = {
  text: 'txt',
  csv: 'csv',
  html: 'html',
  markdown: 'md',
  sarif: 'sarif.json',
  junit: 'junit.xml',
  cyclonedx: 'cdx.json',
  'cyclonedx-sbom': 'sbom.cdx.json',
  spdx: 'spdx.json',
  openvex: 'openvex.json',
  json: 'json',
} as const;

/** Saves the report of an image in any of its formats. */
export function ReportExport({
  image,
  platform,
}: {
  readonly image: string;
  readonly platform: string;
}) {
  const text = useText(imageText);
  const file = image.replaceAll(/[^\w.-]+/g, '_');
  return (
    <ExportMenu
      label={text.export}
      formats={Object.entries(FORMATS).map(([format, end]) => ({
        label: text.formats[format as keyof typeof FORMATS],
        file: `${file}.${end}`,
        content: fromServer(imagePath(image, 'report'), {
          query: { format, platform },
          accept: '*/*',
        }),
      }))}
    />
  );
}
