import { Card, CardBody, CardTitle } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import '@/shared/stack.css';

/** A part of a page, with its name. */
export function Part({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <Card>
      <CardTitle component="h2">{title}</CardTitle>
      <CardBody className="bw-stack">{children}</CardBody>
    </Card>
  );
}
