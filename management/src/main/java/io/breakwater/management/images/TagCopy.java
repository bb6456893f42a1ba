package io.breakwater.management.images;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.GuardedRoutes;
import io.breakwater.api.access.ImageCall;
import io.breakwater.api.access.Named;
import io.breakwater.api.access.NamespacesCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.http.Response;
import io.breakwater.management.bodies.SentJson;
import io.breakwater.registry.RegistryException;
import io.breakwater.registry.content.Content;
import io.breakwater.registry.images.ImageName;
import io.breakwater.registry.images.RegistryImages;
import io.breakwater.registry.manifests.RepositoryManifests;
import io.breakwater.registry.names.Reference;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.verdicts.Verdicts;
import io.breakwater.store.StoreException;

/// Gives an image another tag, in its repository or in another one.
///
/// `POST /api/v1/images/tags?fromimage=NAME&toimage=NAME` → 201. The caller has to have the right
/// to pull the one and to push the other; an image that its namespace's pull policy holds back is
/// not copied out of it either. Without tag and digest `fromimage` is the tag `latest`;
/// `toimage` is named by a tag.
public final class TagCopy {
  private static final AuditAction PUSH = AuditAction.parse(Action.IMAGE_PUSH.actionName());

  private final RegistryImages images;
  private final RepositoryManifests manifests;
  private final RegistryNamespaces namespaces;
  private final Content content;
  private final Verdicts verdicts;
  private final Named named;
  private final Audit audit;

  public TagCopy(
      RegistryImages images,
      RepositoryManifests manifests,
      RegistryNamespaces namespaces,
      Content content,
      Verdicts verdicts,
      Named named,
      Audit audit) {
    this.images = images;
    this.manifests = manifests;
    this.namespaces = namespaces;
    this.content = content;
    this.verdicts = verdicts;
    this.named = named;
    this.audit = audit;
  }

  public void add(GuardedRoutes routes) {
    routes.namespaces("POST", "/api/v1/images/tags", Action.IMAGE_PUSH, this::copy);
  }

  private void copy(Request request, Response response, NamespacesCall call) throws Exception {
    var caller = call.caller();
    var from = named.image(request, caller, Action.IMAGE_PULL, given(request, "fromimage"));
    var to = named.image(request, caller, Action.IMAGE_PUSH, given(request, "toimage"));
    if (!(to.reference().orElse(null) instanceof Reference.ByTag(var tag))) {
      throw SentJson.invalid("toimage is named by a tag: " + to.repository() + ":TAG");
    }
    content.requirePushable(to.repository());
    var reference = new ImageName(from.repository(), from.reference()).orLatest();
    if (!from.namespace().name().equals(to.namespace().name())) {
      requirePullable(from, reference);
    }
    var _ =
        audit.done(
            request,
            caller,
            PUSH,
            new ImageName(to.repository(), to.reference()).toString(),
            () -> images.tag(from.repository(), reference, to.repository(), tag, caller.display()));
    response.status(201).send();
  }

  private void requirePullable(ImageCall from, Reference reference)
      throws Refusal, RegistryException, StoreException {
    var digest = manifests.get(from.repository(), reference).digest();
    var fails =
        verdicts
            .of(from.repository(), reference, digest)
            .filter(verdict -> verdict.verdict().status() == Status.FAIL)
            .isPresent();
    if (!namespaces.admits(from.namespace(), from.repository(), digest, fails)) {
      throw Refusal.of(
          403,
          "DENIED",
          "the namespace "
              + from.namespace().name()
              + " gives out no image that fails, and this one does; mend or exempt its issues");
    }
  }

  private static String given(Request request, String name) throws Refusal {
    return request
        .query()
        .first(name)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> SentJson.invalid("say which image " + name + " is"));
  }
}
