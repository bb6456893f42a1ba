import {
  Alert,
  Card,
  CardBody,
  Content,
  EmptyState,
  EmptyStateBody,
  Form,
  Grid,
  GridItem,
  PageSection,
  Spinner,
  Tab,
  Tabs,
  TabTitleText,
} from '@patternfly/react-core';
import CubesIcon from '@patternfly/react-icons/dist/esm/icons/cubes-icon';
import { useState } from 'react';
import { mayAnywhere, mayInAccount, useSession } from '@/session/session';
import { PageHeading } from '@/shared/PageHeading';
import { TextField } from '@/shared/TextField';
import { useText } from '@/text/useText';
import { isImage, isNamespace, needsDaemon, TOOLS, type Tool } from './commands';
import { PushSteps } from './PushSteps';
import { firstText } from './text';
import { useArrivals } from './useArrivals';

/** On a server without images: how the first one gets here. */
export function FirstVisit({
  title,
  onArrival,
}: {
  readonly title: string;
  readonly onArrival: () => void;
}) {
  const text = useText(firstText);
  const { session } = useSession();
  useArrivals(onArrival);
  const waiting = (
    <div className="bw-first__waiting" role="status">
      <Spinner size="md" aria-hidden />
      {text.waiting}
    </div>
  );
  if (!mayAnywhere(session, 'image.push')) {
    return (
      <>
        <PageHeading title={title} />
        <PageSection hasBodyWrapper={false}>
          <EmptyState headingLevel="h2" titleText={text.nobody} icon={CubesIcon}>
            <EmptyStateBody>{text.nobodyNext}</EmptyStateBody>
          </EmptyState>
        </PageSection>
      </>
    );
  }
  return (
    <>
      <PageHeading title={text.title} description={text.lead} />
      <PageSection hasBodyWrapper={false}>
        <div className="bw-first">
          <HowTo />
        </div>
      </PageSection>
      <PageSection hasBodyWrapper={false}>{waiting}</PageSection>
    </>
  );
}

/** The commands that push an image here, filled in. */
export function HowTo() {
  const text = useText(firstText);
  const { session } = useSession();
  const own = Object.entries(session.may.namespaces).flatMap(([name, actions]) =>
    actions.includes('image.push') ? [name] : [],
  );
  const makes = mayInAccount(session, 'namespace.create');
  const [tool, setTool] = useState<Tool>('docker');
  const [image, setImage] = useState('nginx:1.27');
  const [namespace, setNamespace] = useState(own[0] ?? 'birds');
  const plain = window.location.protocol === 'http:';
  const push = {
    registry: session.registry,
    user: session.hasPassword ? session.name : 'iamapikey',
    image: isImage(image) ? image : 'IMAGE:TAG',
    namespace: isNamespace(namespace) ? namespace : 'NAMESPACE',
    plain,
  };
  const name = { spellCheck: false, autoComplete: 'off' } as const;
  return (
    <Card>
      <CardBody>
        <Form className="bw-first__names" onSubmit={(event) => event.preventDefault()}>
          <Grid hasGutter md={6}>
            <GridItem>
              <TextField
                {...name}
                id="first-image"
                label={text.image}
                help={text.imageHelp}
                wrong={!isImage(image) && text.imageWrong}
                value={image}
                onChange={(typed) => setImage(typed.trim())}
              />
            </GridItem>
            <GridItem>
              <TextField
                {...name}
                id="first-namespace"
                label={text.namespace}
                help={makes ? text.namespaceNew : text.namespaceHelp}
                wrong={!isNamespace(namespace) && text.namespaceWrong}
                value={namespace}
                onChange={(typed) => setNamespace(typed.trim())}
              />
            </GridItem>
          </Grid>
        </Form>
        <Tabs
          activeKey={tool}
          onSelect={(_, key) => setTool(key as Tool)}
          aria-label={text.tools}
          mountOnEnter
          unmountOnExit
        >
          {TOOLS.map((each) => (
            <Tab key={each} eventKey={each} title={<TabTitleText>{each}</TabTitleText>}>
              <PushSteps tool={each} push={push} withKey={!session.hasPassword} />
            </Tab>
          ))}
        </Tabs>
        {plain && (
          <Alert variant="info" isInline title={text.plain} component="h2">
            <Content component="p">
              {needsDaemon(session.registry) ? text.plainRemote(session.registry) : text.plainLocal}
            </Content>
          </Alert>
        )}
      </CardBody>
    </Card>
  );
}
