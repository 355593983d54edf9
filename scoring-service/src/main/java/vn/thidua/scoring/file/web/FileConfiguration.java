package vn.thidua.scoring.file.web;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.thidua.scoring.board.BoardMembers;
import vn.thidua.scoring.board.Boards;
import vn.thidua.scoring.file.FileSubmissions;
import vn.thidua.scoring.sheet.Submissions;

/** Puts the feature together. */
@Configuration(proxyBeanMethods = false)
class FileConfiguration {

    @Bean
    FileSubmissions fileSubmissions(Boards boards, BoardMembers members, Submissions submissions, Clock clock) {
        return new FileSubmissions(boards, members, submissions, clock);
    }
}
