package dev.dvp.localengine.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.datasets.MountSpecification.Mount;
import dev.dvp.localengine.datasets.MountSpecification.Ownership;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountSpecificationTest {
  private static MountSpecification read(String json) throws Exception {
    return MountSpecification.of(new ObjectMapper().readTree(json.replace('\'', '"')));
  }

  @Test
  void itIsReadAsTheProtocolHasIt() throws Exception {
    assertThat(
            read(
                "{'mounts':[{'environment':{'reference':'E-1'},'mountPath':'/a','sharedPath':null},"
                    + "{'environment':{'name':'n','reference':'E-2'},'mountPath':'/b',"
                    + "'sharedPath':'part'}],'ownership':{'uid':0,'gid':2147483646}}"))
        .isEqualTo(
            new MountSpecification(
                List.of(
                    new Mount("E-1", "/a", Optional.empty()),
                    new Mount("E-2", "/b", Optional.of("part"))),
                Optional.of(new Ownership(0, 2147483646))));
    assertThat(
            read("{'mounts':[{'environment':{'reference':'E'},'mountPath':'/a',"
                    + "'sharedPath':''}],'ownership':null}")
                .mounts()
                .get(0)
                .sharedPath())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{'mounts':[]}",
        "{'mounts':[{'mountPath':'/a'}]}",
        "{'mounts':[{'environment':{'reference':'E'}}]}",
        "{'mounts':[{'environment':{'reference':'E'},'mountPath':'/a'}],'ownership':{'uid':1}}",
        "{'mounts':[{'environment':{'reference':'E'},'mountPath':'/a'}],"
            + "'ownership':{'uid':-1,'gid':0}}",
        "{'mounts':[{'environment':{'reference':'E'},'mountPath':'/a'}],"
            + "'ownership':{'uid':1,'gid':1.5}}"
      })
  void whatCannotBeFollowedIsRefused(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            DvpException.class,
            e ->
                assertThat(e.diagnostics().get(0).rule())
                    .isEqualTo(DatasetRule.MOUNT_SPECIFICATION_INVALID));
  }
}
