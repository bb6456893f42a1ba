import { Card, CardBody, CardTitle, Content } from '@patternfly/react-core';
import { CopyCode } from '@/shared/CopyCode';
import { useText } from '@/text/useText';
import { advisoriesText } from './text';

const COMMANDS = {
  fetch: './breakwater feeds update',
  folder: './breakwater feeds import FOLDER',
  carry:
    './breakwater feeds export advisories.bwdb.zst   # there\n./breakwater feeds import advisories.bwdb.zst   # here',
  registry: './breakwater feeds update --from oci:registry.example/breakwater/advisories:latest',
  status: './breakwater feeds status',
} as const;

/** The commands that bring newer advisories. */
export function HowToUpdate() {
  const text = useText(advisoriesText).how;
  return (
    <Card>
      <CardTitle component="h2">{text.title}</CardTitle>
      <CardBody>
        <Content component="p">{text.auto}</Content>
        <dl className="bw-how">
          {(Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).map((each) => (
            <div key={each}>
              <dt>{text[each]}</dt>
              <dd>
                <CopyCode content={COMMANDS[each]} label={text.copy(text[each])} />
              </dd>
            </div>
          ))}
        </dl>
      </CardBody>
    </Card>
  );
}
