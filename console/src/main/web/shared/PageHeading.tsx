import {
  ActionList,
  ActionListGroup,
  Breadcrumb,
  BreadcrumbItem,
  Content,
  Flex,
  FlexItem,
  PageSection,
  Title,
} from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

export interface Crumb {
  readonly title: string;
  readonly to: string;
}

/** The top of a page: where it is, what it is, what can be done with it. */
export function PageHeading({
  title,
  description,
  crumbs = [],
  labels,
  actions,
}: {
  readonly title: string;
  readonly description?: ReactNode;
  readonly crumbs?: readonly Crumb[];
  /** Beside the title: a verdict. */
  readonly labels?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <PageSection hasBodyWrapper={false}>
      {crumbs.length > 0 && (
        <Breadcrumb>
          {crumbs.map((crumb) => (
            <BreadcrumbItem
              key={crumb.to}
              render={({ className }) => (
                <Link className={className} to={crumb.to}>
                  {crumb.title}
                </Link>
              )}
            />
          ))}
          <BreadcrumbItem isActive>{title}</BreadcrumbItem>
        </Breadcrumb>
      )}
      <Flex
        justifyContent={{ default: 'justifyContentSpaceBetween' }}
        alignItems={{ default: 'alignItemsCenter' }}
      >
        <FlexItem>
          <Flex
            alignItems={{ default: 'alignItemsCenter' }}
            spaceItems={{ default: 'spaceItemsSm' }}
          >
            <FlexItem>
              <Title headingLevel="h1" className="bw-title">
                {title}
              </Title>
            </FlexItem>
            {labels && <FlexItem>{labels}</FlexItem>}
          </Flex>
        </FlexItem>
        {actions && (
          <FlexItem>
            <ActionList>
              <ActionListGroup className="bw-actions">{actions}</ActionListGroup>
            </ActionList>
          </FlexItem>
        )}
      </Flex>
      {description && <Content component="p">{description}</Content>}
    </PageSection>
  );
}
