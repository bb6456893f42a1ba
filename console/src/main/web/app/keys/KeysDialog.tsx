import { Modal, ModalBody, ModalHeader, Switch } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useSession } from '@/session/session';
import { useText } from '@/text/useText';
import { PAGES } from '../pages';
import { appText } from '../text';
import { JUMPS, useShortcutsOn } from './shortcuts';
import { keysText } from './text';

function Keys({ keys }: { readonly keys: readonly string[] }) {
  return (
    <span className="bw-nowrap">
      {keys.map((key) => (
        <kbd key={key} className="bw-key">
          {key}
        </kbd>
      ))}
    </span>
  );
}

/** The keyboard shortcuts, and how to switch them off. */
export default function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText(keysText);
  const app = useText(appText);
  const { session } = useSession();
  const [on, setOn] = useShortcutsOn();
  const jumps = Object.entries(JUMPS).flatMap(([key, to]) => {
    const page = PAGES.find((each) => each.path === to);
    return page?.nav === undefined || page.offered?.(session) === false
      ? []
      : [{ keys: ['g', key], does: text.goTo(app[page.nav] as string) }];
  });
  const lines = [
    { keys: ['/'], does: text.search },
    { keys: ['?'], does: text.help },
    ...jumps,
    { keys: ['↑', '↓'], does: `${text.inSearch}: ${text.move}` },
    { keys: ['Enter'], does: `${text.inSearch}: ${text.openIt}` },
    { keys: ['Esc'], does: `${text.inSearch}: ${text.closeIt}` },
  ];
  return (
    <Modal isOpen variant="small" aria-labelledby="keys-title" onClose={onClose}>
      <ModalHeader title={text.title} labelId="keys-title" />
      <ModalBody>
        <Switch
          id="keys-on"
          label={text.on}
          isChecked={on}
          onChange={(_, checked) => setOn(checked)}
        />
        <Table aria-label={text.title} variant="compact" gridBreakPoint="">
          <Thead>
            <Tr>
              <Th>{text.keys}</Th>
              <Th>{text.action}</Th>
            </Tr>
          </Thead>
          <Tbody>
            {lines.map((line) => (
              <Tr key={line.does}>
                <Td dataLabel={text.keys}>
                  <Keys keys={line.keys} />
                </Td>
                <Td dataLabel={text.action}>{line.does}</Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </ModalBody>
    </Modal>
  );
}
