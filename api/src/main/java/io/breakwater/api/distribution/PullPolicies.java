package io.breakwater.api.distribution;

import io.breakwater.accounts.access.Action;
import io.breakwater.accounts.access.Permission;
import io.breakwater.accounts.audit.AuditAction;
import io.breakwater.advisor.Verdict.Status;
import io.breakwater.api.access.Audit;
import io.breakwater.api.access.RepositoryCall;
import io.breakwater.api.errors.Refusal;
import io.breakwater.http.Request;
import io.breakwater.image.MediaTypes;
import io.breakwater.registry.namespaces.PullPolicy;
import io.breakwater.registry.namespaces.RegistryNamespaces;
import io.breakwater.registry.verdicts.ImageVerdict;
import io.breakwater.store.StoreException;
import io.breakwater.store.metadata.ManifestContent;
import java.util.Optional;

/// Refuses pulls of images that fail, where their namespace asks for that.
///
/// Who may exempt its issues may pull an image all the same. An index is not refused: each
/// platform's manifest is pulled next, and judged by itself.
public final class PullPolicies {
  private static final AuditAction PULL = AuditAction.parse(Action.IMAGE_PULL.actionName());

  private final RegistryNamespaces namespaces;
  private final Audit audit;

  public PullPolicies(RegistryNamespaces namespaces, Audit audit) {
    this.namespaces = namespaces;
    this.audit = audit;
  }

  /// Lets a pull pass.
  ///
  /// @throws Refusal 403 `DENIED`
  void admit(
      Request request,
      RepositoryCall call,
      ManifestContent manifest,
      Optional<ImageVerdict> verdict)
      throws Refusal, StoreException {
    if (call.namespace().pullPolicy() instanceof PullPolicy.All
        || verdict.isEmpty()
        || MediaTypes.isIndex(manifest.mediaType())) {
      return;
    }
    var fails = verdict.get().verdict().status() == Status.FAIL;
    if (namespaces.admits(call.namespace(), call.repository(), manifest.digest(), fails)
        || exempts(call)) {
      return;
    }
    var image = call.repository() + "@" + manifest.digest();
    var why = verdict.get().verdict().reasons().getFirst().message();
    audit.denied(request, call.caller(), PULL, image, "pull policy: " + why);
    throw Refusal.of(
        403,
        "DENIED",
        "images that fail are not pulled from namespace "
            + call.namespace().name()
            + ", and this one does: "
            + why
            + "; build it anew, have its issues exempted, or have a Manager pull it");
  }

  private static boolean exempts(RepositoryCall call) {
    var permission = new Permission(Action.EXEMPTION_MANAGE, call.namespace().resource());
    return call.caller().grants().decide(call.caller().principal(), permission).granted();
  }
}
